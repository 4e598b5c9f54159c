import { parseHeaders } from './parse-headers.ts';
import { contentLengthOf } from './parse-message.ts';

/** What a stream held: a whole message, a keep-alive (RFC 5626 3.5.1), or the news that it cannot be read on. */
export type Frame =
  | { readonly kind: 'message'; readonly bytes: Uint8Array }
  | { readonly kind: 'keep-alive' }
  | { readonly kind: 'broken'; readonly reason: string };

/** As much as a datagram may hold. */
const LARGEST_MESSAGE_BYTES = 65_535;
const EMPTY_LINE = '\r\n\r\n';

/** Cuts a TCP stream into messages by their Content-Length (RFC 3261 18.3). */
export class StreamFramer {
  #buffer = Buffer.alloc(4096);
  /** How many bytes of the buffer wait to be cut. */
  #waiting = 0;
  /** No empty line begins before here: a header that arrives byte by byte is not searched from its start each time. */
  #searched = 0;
  /** How long the message at the front is, once its header was read. */
  #messageLength: number | undefined;
  #broken = false;

  /** True while a message has begun and is not complete. Half a keep-alive is none. */
  get isWithinMessage(): boolean {
    return this.#waiting > 0 && !EMPTY_LINE.startsWith(this.#front());
  }

  /** Takes what has arrived and gives what is complete by now. After `broken` nothing more comes. */
  push(chunk: Uint8Array): Frame[] {
    if (this.#broken) return [];
    this.#append(chunk);
    const frames: Frame[] = [];
    for (let frame = this.#next(); frame; frame = this.#next()) frames.push(frame);
    return frames;
  }

  #append(chunk: Uint8Array): void {
    const needed = this.#waiting + chunk.length;
    if (needed > this.#buffer.length) {
      const grown = Buffer.alloc(Math.max(needed, 2 * this.#buffer.length));
      this.#buffer.copy(grown, 0, 0, this.#waiting);
      this.#buffer = grown;
    }
    this.#buffer.set(chunk, this.#waiting);
    this.#waiting = needed;
  }

  #next(): Frame | undefined {
    if (this.#broken) return undefined;
    if (this.#messageLength === undefined) {
      const start = this.#front();
      if (start === EMPTY_LINE) return this.#keepAlive();
      // It may be half of a keep-alive; the rest of it will tell.
      if (EMPTY_LINE.startsWith(start)) return undefined;
      // RFC 3261 7.5: a lone line break before a message means nothing.
      if (start.startsWith('\r\n')) this.#take(2);
    }
    return this.#message();
  }

  /** As much of what waits as tells a keep-alive from a message. */
  #front(): string {
    return this.#buffer.toString('latin1', 0, Math.min(EMPTY_LINE.length, this.#waiting));
  }

  #keepAlive(): Frame {
    this.#take(EMPTY_LINE.length);
    return { kind: 'keep-alive' };
  }

  #message(): Frame | undefined {
    if (this.#messageLength === undefined) {
      const headEnd = this.#findEmptyLine();
      if (headEnd < 0) {
        return this.#waiting > LARGEST_MESSAGE_BYTES
          ? this.#break('A header without end')
          : undefined;
      }
      const length = contentLengthOf(parseHeaders(this.#buffer.toString('utf8', 0, headEnd)));
      // RFC 3261 18.3: without a length nobody knows where the next message begins.
      if (length === undefined || Number.isNaN(length))
        return this.#break('No usable Content-Length');
      this.#messageLength = headEnd + EMPTY_LINE.length + length;
    }
    if (this.#messageLength > LARGEST_MESSAGE_BYTES) return this.#break('A message too large');
    if (this.#waiting < this.#messageLength) return undefined;
    return { kind: 'message', bytes: this.#take(this.#messageLength) };
  }

  #findEmptyLine(): number {
    const found = this.#buffer.subarray(0, this.#waiting).indexOf(EMPTY_LINE, this.#searched);
    this.#searched = Math.max(0, this.#waiting - EMPTY_LINE.length + 1);
    return found;
  }

  /** Removes bytes from the front, and gives a copy of them. */
  #take(count: number): Uint8Array {
    const taken = Buffer.from(this.#buffer.subarray(0, count));
    this.#buffer.copy(this.#buffer, 0, count, this.#waiting);
    this.#waiting -= count;
    this.#searched = 0;
    this.#messageLength = undefined;
    return taken;
  }

  #break(reason: string): Frame {
    this.#broken = true;
    this.#buffer = Buffer.alloc(0);
    this.#waiting = 0;
    return { kind: 'broken', reason };
  }
}
