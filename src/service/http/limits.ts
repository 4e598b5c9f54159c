/** What strangers may send, how long they may take for it, and how many of them there may be. */
export const HTTP_LIMITS = {
  // Node's own limit twice, so that the longest address fits beside as many headers as proxies let through.
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
  // How late headers and requests that take too long are noticed, at most.
  checkEveryMs: 2000,
  // A browser opens up to six: hundreds of boards. Over TLS each costs some 80 kB, so 400 MB at most.
  connections: 5000,
  // Half of all, so that one address never shuts out the others: four hundred televisions behind one router, or a proxy.
  connectionsPerAddress: 2500,
  // How many more may wait to be told that there are too many.
  turnedAway: 100,
};

export type HttpLimits = Readonly<typeof HTTP_LIMITS>;

/** For every route. The longest body that anybody sends is a wall link's view of 2,000 characters. */
export const LARGEST_BODY_BYTES = 64 * 1024;
