import { resolve } from 'node:path';
import type { Configuration } from './config/configuration.ts';
import { FLEET_NOTICE } from './fleet/fleet.ts';
import { inBrackets } from './host.ts';
import type { Rollcall } from './rollcall.ts';

/** What whoever starts Rollcall reads: what to open, where telephones register, and where everything is kept. */
export function startMessage(
  { url, sip, adminToken, fleetSize, spare }: Omit<Rollcall, 'change' | 'close'>,
  { dataDir, extensions }: Pick<Configuration, 'dataDir' | 'extensions'>,
): string {
  const lines = [
    '',
    'Rollcall is running. Open',
    '',
    `  ${url}/#token=${adminToken}`,
    '',
    `Telephones register at sip:${inBrackets(sip.host)}:${sip.udpPort}, over UDP or TCP${overTls(sip)}.`,
    ...(spare
      ? [`For one of your own: extension ${spare.number}, password ${spare.password}`]
      : []),
    ...(fleetSize > 0 ? [`${FLEET_NOTICE} (${fleetSize} extensions).`] : []),
    ...(fleetSize + extensions.length === 0
      ? ['There are no extensions yet: rollcall.example.yaml shows how to give some.']
      : []),
    `Data is in ${resolve(dataDir)}. Ctrl+C ends it.`,
    '',
  ];
  return `${lines.join('\n')}\n`;
}

function overTls({ host, tlsPort }: Rollcall['sip']): string {
  return tlsPort === undefined ? '' : `, and at sips:${inBrackets(host)}:${tlsPort}, over TLS`;
}
