/** What is counted after a collection. */
export const SOAK_COUNTS = ['heapBytes', 'nodes', 'listeners', 'documents'] as const;
export type SoakCount = (typeof SOAK_COUNTS)[number];

/** A page after so many polls. */
export type Sample = { polls: number } & Record<SoakCount, number>;

/**
 * The most that a count may grow with each poll. A television polls every 5 s, half a million times in a month: 100
 * bytes are then 52 MB, which the smallest of them can spare, and a fiftieth of a node or a listener is ten thousand,
 * as many as a large board has. Documents do not grow at all, since a page has one.
 */
export const MOST_PER_POLL: Readonly<Record<SoakCount, number>> = {
  heapBytes: 100,
  nodes: 0.02,
  listeners: 0.02,
  documents: 0,
};

/** A trend, per poll: the slope, and between what it lies with a certainty of 95 %. */
export type Trend = { slope: number; low: number; high: number };

/** The first half is not judged: rhythms are learned, caches fill, and the engine compiles what it runs often. */
const JUDGED_FROM = 1 / 2;
const LAST_FROM = 3 / 4;
/** Of the normal distribution, for 95 %. */
const Z = 1.96;

/**
 * The median of the slopes between any two samples (Theil and Sen), which a few samples that are out of line do not
 * move, and its confidence interval after Kendall. At least two samples are judged.
 */
export function trendOf(samples: readonly Sample[], count: SoakCount): Trend {
  const judged = samples.slice(Math.floor(samples.length * JUDGED_FROM));
  const slopes = judged
    .flatMap((a, nth) =>
      judged.slice(nth + 1).map((b) => (b[count] - a[count]) / (b.polls - a.polls)),
    )
    .sort((a, b) => a - b);
  if (slopes.length === 0) throw new Error('A trend needs at least two samples.');
  const n = judged.length;
  const spread = Z * Math.sqrt((n * (n - 1) * (2 * n + 5)) / 18);
  const at = (place: number) =>
    slopes[Math.min(Math.max(Math.round(place), 0), slopes.length - 1)] ?? 0;
  const middle = (slopes.length - 1) / 2;
  return {
    slope: (at(Math.floor(middle)) + at(Math.ceil(middle))) / 2,
    low: at((slopes.length - spread) / 2 - 1),
    high: at((slopes.length + spread) / 2),
  };
}

/**
 * What grows: faster than it may, more surely than by chance, and to more than there had been before. In words, for who
 * reads why it failed.
 */
export function growthIn(samples: readonly Sample[]): string[] {
  return SOAK_COUNTS.flatMap((count) => {
    const { slope, low, high } = trendOf(samples, count);
    if (slope <= MOST_PER_POLL[count] || low <= 0 || isBackWhereItWas(samples, count)) return [];
    const [told, from, to] = [slope, low, high].map((value) => value.toPrecision(3));
    return `${count} grows by ${told} a poll (95 %: ${from} to ${to}); ${MOST_PER_POLL[count]} is the most`;
  });
}

/**
 * What is on a page comes and goes, in waves that are longer than samples are apart: rising from one is no growth until
 * the last quarter lies above all that the half before the judged one had.
 */
function isBackWhereItWas(samples: readonly Sample[], count: SoakCount): boolean {
  const before = samples.slice(0, Math.floor(samples.length * JUDGED_FROM));
  const last = samples
    .slice(Math.floor(samples.length * LAST_FROM))
    .map((sample) => sample[count])
    .sort((a, b) => a - b);
  const usual = last[Math.floor(last.length / 2)] ?? 0;
  return usual <= Math.max(...before.map((sample) => sample[count]));
}
