/** A time, in milliseconds since 1970; `toMs` is not a part of it. */
export type Span = { fromMs: number; toMs: number };

/** What is left of a time without its gaps, in order. Gaps may overlap, and reach beyond it. */
export function withoutGaps(whole: Span, gaps: readonly Span[]): readonly Span[] {
  const known: Span[] = [];
  let fromMs = whole.fromMs;
  for (const gap of [...gaps].sort((a, b) => a.fromMs - b.fromMs)) {
    const toMs = Math.min(gap.fromMs, whole.toMs);
    if (toMs > fromMs) known.push({ fromMs, toMs });
    fromMs = Math.max(fromMs, gap.toMs);
  }
  if (whole.toMs > fromMs) known.push({ fromMs, toMs: whole.toMs });
  return known;
}

/** The parts of a time that lie within spans, which are in order and apart. */
export function partsWithin(spans: readonly Span[], { fromMs, toMs }: Span): Span[] {
  const parts: Span[] = [];
  for (let index = firstAfter(spans, fromMs); index < spans.length; index += 1) {
    const span = spans[index];
    if (!span || span.fromMs >= toMs) break;
    const part = { fromMs: Math.max(span.fromMs, fromMs), toMs: Math.min(span.toMs, toMs) };
    if (part.toMs > part.fromMs) parts.push(part);
  }
  return parts;
}

/** How long spans are together. */
export function lengthOf(spans: readonly Span[]): number {
  return spans.reduce((sum, { fromMs, toMs }) => sum + toMs - fromMs, 0);
}

/** The first span that ends after a time, found in halves: a day may have very many gaps. */
function firstAfter(spans: readonly Span[], ms: number): number {
  let from = 0;
  let to = spans.length;
  while (from < to) {
    const middle = (from + to) >> 1;
    if ((spans[middle]?.toMs ?? 0) <= ms) from = middle + 1;
    else to = middle;
  }
  return from;
}
