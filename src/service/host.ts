import { isIP } from 'node:net';

/** The host at which this machine reaches what listens at `host`: all of its addresses are none to connect to. */
export function reachableHost(host: string): string {
  const isEvery = isIP(host) !== 0 && /^[0.:]+$/.test(host);
  if (!isEvery) return host;
  return host.includes(':') ? '::1' : '127.0.0.1';
}

/** An IPv6 address stands in brackets in a URL, in a URI of SIP and in a Via. */
export function inBrackets(host: string): string {
  return host.includes(':') ? `[${host}]` : host;
}
