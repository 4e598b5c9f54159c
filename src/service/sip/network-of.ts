import { isIPv6 } from 'node:net';

/**
 * Whom an address stands for where senders are counted. Of an IPv6 address that is the network alone, `2001:db8:0:1` of
 * `2001:db8:0:1::7`: a single computer has all the rest of them. Any other stands for itself.
 */
export function networkOf(address: string): string {
  const plain = plainAddress(address);
  if (!isIPv6(plain)) return plain;
  const [head = '', tail = ''] = plain.split('::');
  const [before, after] = [head, tail].map((part) => part.split(':').filter(Boolean));
  const missing = 8 - (before?.length ?? 0) - (after?.length ?? 0);
  return [...(before ?? []), ...Array(Math.max(missing, 0)).fill('0'), ...(after ?? [])]
    .slice(0, 4)
    .join(':');
}

/** A socket for both families sees IPv4 addresses in the form of IPv6. */
export function plainAddress(address: string): string {
  return address.replace(/^::ffff:(?=\d+\.)/i, '');
}
