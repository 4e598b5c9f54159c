import { describe, expect, it } from 'vitest';
import { pick, type Random, seededRandom } from '../../fleet/random.ts';
import { parseMessage } from '../../sip/parse-message.ts';
import { TORTURE_EXTENSIONS, TORTURE_NAMES, torture } from '../../sip/torture-messages.rig.ts';
import { type Bench, startBench } from './test-bench.rig.ts';
import { answer, challengeOf, TestPhone } from './test-phone.rig.ts';

const TOKENS = ['\r\n', '\r', '"', '<', '>', ';', ',', '%', '\0', '\\', '=', ':', '9'.repeat(30)];

/** The message with one to four bytes changed, pieces cut out or doubled, or troublesome text put in. */
function mutated(original: Uint8Array, random: Random): Buffer {
  let bytes = Buffer.from(original);
  const below = (limit: number) => Math.floor(random() * limit);
  for (let times = 1 + below(4); times > 0 && bytes.length > 0; times--) {
    const at = below(bytes.length);
    const end = at + below(40);
    const [before, piece, after] = [
      bytes.subarray(0, at),
      bytes.subarray(at, end),
      bytes.subarray(end),
    ];
    switch (below(4)) {
      case 0:
        bytes[at] = below(256);
        break;
      case 1:
        bytes = Buffer.concat([before, after]);
        break;
      case 2:
        bytes = Buffer.concat([before, piece, piece, after]);
        break;
      default:
        bytes = Buffer.concat([before, Buffer.from(pick(random, TOKENS)), piece, after]);
    }
  }
  return bytes;
}

const LINES =
  /^SIP\/2\.0 ([1-6]\d\d) [^\r\n]+\r\n(?:[\w-]+: [^\r\n]*\r\n)+Content-Length: 0\r\n\r\n$/;

/** A refusal repeats what was bad about a request; every other answer is without a fault. */
function isWellFormed(response: string): boolean {
  const [, status = ''] = LINES.exec(response) ?? [];
  return /^(400|505)$/.test(status) || parseMessage(Buffer.from(response)).kind === 'message';
}

/** So many arrive within so many milliseconds: a flood, though not one that is cut off. */
const TURN = 50;

/** Sends mutations of the messages. More than half are answered: what is no request, or has no way back, is not. */
function flood(bench: Bench, messages: readonly Uint8Array[], count: number): void {
  const { peer } = new TestPhone(bench);
  const random = seededRandom(20_261_123);
  let answers = 0;
  for (let sent = 0; sent < count; sent += TURN) {
    for (let n = 0; n < TURN; n++) peer.send(mutated(pick(random, messages), random), 5060);
    bench.clock.advance(TURN);
    answers += peer.received.length;
    expect(peer.received.filter(({ text }) => !isWellFormed(text))).toEqual([]);
    peer.received.length = 0;
  }
  expect(answers).toBeGreaterThan(count / 2);
}

/** What must be true of a registrar whatever it was sent. */
function expectUnharmed(bench: Bench): void {
  expect(bench.logged.filter((line) => line.includes('was not served'))).toEqual([]);
  const rows = bench.database.prepare('SELECT count(*) AS n FROM binding').get();
  // Of each extension ten live bindings and ten ends.
  expect(rows?.n).toBeLessThanOrEqual(TORTURE_EXTENSIONS.size * 20);
  // The next sweep.
  expect(bench.clock.waiting).toBe(1);
  expect(new TestPhone(bench).request({ method: 'OPTIONS' }).status).toBe(200);
}

const PASSWORD = 'secret';
const credentialsOf = (extension: string) =>
  TORTURE_EXTENSIONS.has(extension) ? { password: PASSWORD } : undefined;

/** Bounded by their number: on a busy machine they take as long as they take. */
const PATIENCE = { timeout: 300_000 };

describe('300,000 mutations of the messages of RFC 4475 harm nothing', PATIENCE, () => {
  it('without passwords: 250,000', async () => {
    const bench = await startBench({ credentialsOf });
    flood(bench, TORTURE_NAMES.map(torture), 250_000);
    expect(bench.told.length).toBeGreaterThan(2_500);
    expectUnharmed(bench);
  });

  it('with them: 50,000, many of a REGISTER with the right one', async () => {
    const bench = await startBench({ credentialsOf, digest: 'md5' });
    const phone = new TestPhone(bench);
    const register = { to: '<sip:user@example.com>', contacts: ['<sip:user@192.0.2.10>'] };
    const authorization = answer(challengeOf(phone.request(register)), {
      username: 'user',
      password: PASSWORD,
    });
    const right = Buffer.from(phone.write({ ...register, lines: [authorization] }));
    expect(phone.send(right)?.status).toBe(200);
    const messages = TORTURE_NAMES.flatMap((name) => [torture(name), right]);
    flood(bench, messages, 50_000);
    expect(bench.logged.at(-1)).toContain('Too many wrong passwords');
    expectUnharmed(bench);
  });
});
