/** When an upstream answered: by its own clock, where it said so, and between which moments of ours. */
export type AnswerTime = { dateMs: number | null; sentAtMs: number; receivedAtMs: number };

/** `Date` has whole seconds, and an answer takes its time: what is no more than this apart is the same time. */
const GRAIN_MS = 2000;

/**
 * By how many milliseconds upstream's clock is ahead of ours, in whole seconds, 0 for one that is right. Steady: what
 * was found before stays for as long as it can be true, so that times do not flicker from answer to answer.
 * @param before undefined before the first answer
 */
export function clockOffsetMs(
  before: number | undefined,
  { dateMs, sentAtMs, receivedAtMs }: AnswerTime,
): number {
  if (dateMs === null) return before ?? 0;
  // The clock showed some moment of that second, and did so at some moment of the request.
  const apartMs = dateMs + 500 - (sentAtMs + receivedAtMs) / 2;
  const sureToMs = GRAIN_MS + Math.abs(receivedAtMs - sentAtMs) / 2;
  const known = [before ?? 0, 0].find((offsetMs) => Math.abs(apartMs - offsetMs) <= sureToMs);
  // Of what it can be, the one that makes whole seconds of clocks that are whole seconds apart.
  return known ?? Math.ceil((apartMs - 500) / 1000) * 1000;
}

/** The moment of an answer, on upstream's clock. Without a `Date` its clock is taken to be as it was. */
export function answeredAtMs(time: AnswerTime, offsetMs: number): number {
  return time.dateMs ?? time.sentAtMs + offsetMs;
}
