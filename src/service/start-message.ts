import { resolve } from 'node:path';
import type { Configuration } from './config/configuration.ts';
import { FLEET_NOTICE } from './fleet/fleet.ts';
import { inBrackets } from './host.ts';
import type { Rollcall } from './rollcall.ts';
import type { SipAddresses } from './sources/registrar/registrar.ts';

/** What whoever starts Rollcall reads: what to open, where registrations come from, and where everything is kept. */
export function startMessage(
  { url, sip, adminToken, fleetSize, spare }: Omit<Rollcall, 'change' | 'close'>,
  { dataDir, extensions, unifiedApi }: Pick<Configuration, 'dataDir' | 'extensions' | 'unifiedApi'>,
): string {
  const lines = [
    '',
    'Rollcall is running. Open',
    '',
    `  ${url}/#token=${adminToken}`,
    '',
    ...(sip ? [registrarLine(sip)] : []),
    ...(unifiedApi
      ? [`Registrations come from ${new URL(unifiedApi.baseUrl).host}, which is asked for them.`]
      : []),
    ...(spare
      ? [`For one of your own: extension ${spare.number}, password ${spare.password}`]
      : []),
    ...(fleetSize > 0 ? [`${FLEET_NOTICE} (${fleetSize} extensions).`] : []),
    ...(sip && fleetSize + extensions.length === 0
      ? ['There are no extensions yet: rollcall.example.yaml shows how to give some.']
      : []),
    `Data is in ${resolve(dataDir)}. Ctrl+C ends it.`,
    '',
  ];
  return `${lines.join('\n')}\n`;
}

function registrarLine({ host, udpPort, tlsPort }: SipAddresses): string {
  const overTls =
    tlsPort === undefined ? '' : `, and at sips:${inBrackets(host)}:${tlsPort}, over TLS`;
  return `Telephones register at sip:${inBrackets(host)}:${udpPort}, over UDP or TCP${overTls}.`;
}
