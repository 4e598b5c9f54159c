import { formatParameters, type Parameters, parseParameters } from './parameters.ts';
import { parseHostAndPort } from './uri.ts';

/** One Via (RFC 3261 20.42): `SIP/2.0/UDP host:port;branch=z9hG4bK…;rport`. */
export type Via = {
  /** In capitals: UDP, TCP, TLS, … */
  readonly transport: string;
  readonly host: string;
  readonly port: number | undefined;
  readonly parameters: Parameters;
};

const PROTOCOL = /^SIP\s{0,9}\/\s{0,9}2\.0\s{0,9}\/\s{0,9}([\w.!%*+`'~-]+)\s+/i;

/** Undefined when it is not a Via of SIP/2.0. */
export function parseVia(text: string): Via | undefined {
  const value = text.trim();
  const protocol = PROTOCOL.exec(value);
  if (!protocol?.[1]) return undefined;
  const rest = value.slice(protocol[0].length);
  const semicolon = rest.indexOf(';');
  const sentBy = semicolon < 0 ? rest : rest.slice(0, semicolon);
  // Blanks may stand around the colon of `host : port`.
  const hostAndPort = parseHostAndPort(sentBy.replace(/\s+/g, ''));
  const parameters = parseParameters(semicolon < 0 ? '' : rest.slice(semicolon));
  if (!hostAndPort || !parameters) return undefined;
  return { transport: protocol[1].toUpperCase(), ...hostAndPort, parameters };
}

export function formatVia({ transport, host, port, parameters }: Via): string {
  const sentBy = port === undefined ? host : `${host}:${port}`;
  return `SIP/2.0/${transport} ${sentBy}${formatParameters(parameters)}`;
}
