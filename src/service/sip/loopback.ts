/** True for the addresses at which this machine talks to itself. */
export function isLoopback(address: string): boolean {
  return /^(::1$|(::ffff:)?127\.)/i.test(address);
}
