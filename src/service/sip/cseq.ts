export type CSeq = { readonly sequence: number; readonly method: string };

/** RFC 3261 8.1.1.5: the sequence number is below 2^31. */
const LIMIT = 2 ** 31;

/** `314159 REGISTER`. Undefined when it is not that, or the number is too large. */
export function parseCSeq(text: string): CSeq | undefined {
  const match = /^(\d+)\s+([\w.!%*+`'~-]+)$/.exec(text);
  if (!match?.[2]) return undefined;
  const sequence = Number(match[1]);
  return sequence < LIMIT ? { sequence, method: match[2] } : undefined;
}
