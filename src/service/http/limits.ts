/** What strangers may send, how long they may take for it, and how many of them there may be. */
export type HttpLimits = {
  headerBytes: number;
  headers: number;
  addressLength: number;
  handshakeMs: number;
  headersMs: number;
  requestMs: number;
  idleMs: number;
  keepAliveMs: number;
  checkEveryMs: number;
  connections: number;
  connectionsPerAddress: number;
  turnedAway: number;
};

export const HTTP_LIMITS: HttpLimits = {
  // Four times what browsers send with all their cookies, so that the longest address fits as well.
  headerBytes: 32 * 1024,
  // Browsers behind two proxies send about thirty.
  headers: 100,
  // A filter with 600 extensions. RFC 9110 4.1 asks for 8,000 at least.
  addressLength: 16 * 1024,
  // Certificates and keys cross the network three times; a second is slow.
  handshakeMs: 10_000,
  // Headers fit into a few packets, which a browser sends at once.
  headersMs: 10_000,
  // The largest body there may be, over a telephone line.
  requestMs: 30_000,
  // Who neither sends nor reads an answer that waits for it.
  idleMs: 120_000,
  // Boards ask every five seconds, Node's own limit: a connection that ends just then fails the request on it.
  keepAliveMs: 75_000,
  // How late the three limits above are noticed, at most.
  checkEveryMs: 2000,
  // A browser opens up to six: hundreds of boards, in some 250 MB over TLS.
  connections: 5000,
  // Half of all, so that one address never shuts out the others: four hundred televisions behind one router, or a proxy.
  connectionsPerAddress: 2500,
  // How many more may wait to be told that there are too many.
  turnedAway: 100,
};

/** For every route. The longest body that anybody sends is a wall link's view of 2,000 characters. */
export const LARGEST_BODY_BYTES = 64 * 1024;
