import { destination, pino } from 'pino';

type Write = (fields: object, message: string) => void;

/** What the service tells whoever runs it: facts as fields, then one sentence. Never a secret. */
export type Log = { debug: Write; info: Write; warn: Write; error: Write };

/** One JSON line each on stderr, written before the call returns, so that nothing is lost at the end. */
export function createLog(): Log {
  return pino(
    { base: null, timestamp: () => `,"time":"${new Date().toISOString()}"` },
    destination({ dest: 2, sync: true }),
  );
}
