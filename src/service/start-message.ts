import { resolve } from 'node:path';
import { FLEET_NOTICE } from './fleet/fleet.ts';
import type { Rollcall } from './rollcall.ts';

/** What whoever starts Rollcall reads: what to open, where telephones register, and where the data is. */
export function startMessage(
  { url, sip, adminToken, fleetSize, spare }: Omit<Rollcall, 'change' | 'close'>,
  dataDir: string,
): string {
  const ports = sip.udpPort === sip.tcpPort ? '' : `, tcp ${sip.tcpPort}`;
  const lines = [
    '',
    'Rollcall is running. Open',
    '',
    `  ${url}/#token=${adminToken}`,
    '',
    `Telephones register at sip:${sip.host}:${sip.udpPort}, over UDP or TCP${ports}.`,
    ...(spare
      ? [`For one of your own: extension ${spare.number}, password ${spare.password}`]
      : []),
    ...(fleetSize > 0 ? [`${FLEET_NOTICE} (${fleetSize} extensions).`] : []),
    `Data is in ${resolve(dataDir)}. Ctrl+C ends it.`,
    '',
  ];
  return `${lines.join('\n')}\n`;
}
