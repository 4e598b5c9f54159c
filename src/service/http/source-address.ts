import { BlockList, isIP, isIPv6 } from 'node:net';
import { getConnInfo } from '@hono/node-server/conninfo';
import type { Context } from 'hono';

/** Where a request came from, as far as that can be believed; one name for everybody behind it. */
export type SourceOf = (c: Context) => string;

/**
 * The address of a request's connection; behind trusted proxies, the last one in X-Forwarded-For that is not theirs.
 * Of an IPv6 address the network alone (its first 64 bits): a single computer has all the rest of them.
 * @param trustedProxies addresses, and networks as `10.0.0.0/8`
 */
export function createSourceOf(trustedProxies: readonly string[]): SourceOf {
  const trusted = listOf(trustedProxies);
  const isTrusted = (address: string) =>
    isIP(address) > 0 && trusted.check(address, isIPv6(address) ? 'ipv6' : 'ipv4');
  return (c) => {
    const forwarded = (c.req.header('X-Forwarded-For') ?? '').split(',').map(plainAddress);
    const hops = [plainAddress(getConnInfo(c).remote.address ?? ''), ...forwarded.reverse()];
    return networkOf(hops.find((address) => !isTrusted(address)) ?? '');
  };
}

function listOf(networks: readonly string[]): BlockList {
  const list = new BlockList();
  for (const network of networks) {
    const [address = '', prefix] = network.split('/');
    const family = isIPv6(address) ? 'ipv6' : 'ipv4';
    if (prefix === undefined) list.addAddress(address, family);
    else list.addSubnet(address, Number(prefix), family);
  }
  return list;
}

/** A socket for both families sees IPv4 addresses in the form of IPv6. */
function plainAddress(text: string): string {
  return text.trim().replace(/^::ffff:(?=\d+\.)/i, '');
}

/** `2001:db8:0:1` of `2001:db8:0:1::7`; an address that is not of IPv6 stands for itself. */
export function networkOf(address: string): string {
  if (!isIPv6(address)) return address;
  const [head = '', tail = ''] = address.split('::');
  const [before, after] = [head, tail].map((part) => part.split(':').filter(Boolean));
  const missing = 8 - (before?.length ?? 0) - (after?.length ?? 0);
  return [...(before ?? []), ...Array(Math.max(missing, 0)).fill('0'), ...(after ?? [])]
    .slice(0, 4)
    .join(':');
}
