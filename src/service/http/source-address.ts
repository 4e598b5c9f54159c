import { BlockList, isIP, isIPv6 } from 'node:net';
import { getConnInfo } from '@hono/node-server/conninfo';
import type { Context } from 'hono';
import { networkOf, plainAddress } from '../sip/network-of.ts';

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
    const forwarded = (c.req.header('X-Forwarded-For') ?? '').split(',').map(withoutPort);
    const hops = [getConnInfo(c).remote.address ?? '', ...forwarded.reverse()].map(plainAddress);
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

/** Some proxies write the port of the connection behind the address, which is another one each time. */
function withoutPort(text: string): string {
  const [, bracketed, plain] = /^(?:\[(.*)\]|(\d+(?:\.\d+){3}))(?::\d+)?$/.exec(text.trim()) ?? [];
  return bracketed ?? plain ?? text.trim();
}
