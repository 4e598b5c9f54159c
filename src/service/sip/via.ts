import { formatParameters, type Parameters, parseParameters } from './parameters.ts';
import { parseHostAndPort } from './uri.ts';

/** One Via (RFC 3261 20.42): `SIP/2.0/UDP host:port;branch=z9hG4bK…;rport`. */
export type Via = {
  /** Of SIP, 2.0 when nothing is said. Another one is kept, so that it can be refused. */
  readonly version?: string;
  /** In capitals: UDP, TCP, TLS, … */
  readonly transport: string;
  readonly host: string;
  readonly port: number | undefined;
  readonly parameters: Parameters;
};

const PROTOCOL = /^SIP\s{0,9}\/\s{0,9}(\d{1,9}\.\d{1,9})\s{0,9}\/\s{0,9}([\w.!%*+`'~-]+)\s+/i;

/** Undefined when it is not a Via of SIP. */
export function parseVia(text: string): Via | undefined {
  const value = text.trim();
  const [protocol, version, transport] = PROTOCOL.exec(value) ?? [];
  if (!protocol || !version || !transport) return undefined;
  const rest = value.slice(protocol.length);
  const semicolon = rest.indexOf(';');
  const sentBy = semicolon < 0 ? rest : rest.slice(0, semicolon);
  // Blanks may stand around the colon of `host : port`.
  const hostAndPort = parseHostAndPort(sentBy.replace(/\s+/g, ''));
  const parameters = parseParameters(semicolon < 0 ? '' : rest.slice(semicolon));
  if (!hostAndPort || !parameters) return undefined;
  return { version, transport: transport.toUpperCase(), ...hostAndPort, parameters };
}

export function formatVia({ version = '2.0', transport, host, port, parameters }: Via): string {
  const sentBy = port === undefined ? host : `${host}:${port}`;
  return `SIP/${version}/${transport} ${sentBy}${formatParameters(parameters)}`;
}
