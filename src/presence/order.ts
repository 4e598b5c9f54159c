import { type Condition, rankOf } from './condition.ts';

/** How the board orders what it shows; `problems` is the one that a wall needs. */
export const ORDERS = ['problems', 'extension', 'extension-desc', 'expiry', 'agent'] as const;
export type Order = (typeof ORDERS)[number];

/** What ordering looks at. */
export type Orderable = {
  number: string;
  condition: Condition;
  /** When the main registration ends, or ended. */
  expiresAtMs?: number | undefined;
  agent: string;
};

/** Plain string order of the extended number, as the API sorts: stable with leading zeros. */
export function compareNumbers(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}

/** A comparison for `Array.prototype.sort`. Ties always end in the number, so that the order is total. */
export function comparing(order: Order): (a: Orderable, b: Orderable) => number {
  return (a, b) => compareBy(order, a, b) || compareNumbers(a.number, b.number);
}

function compareBy(order: Order, a: Orderable, b: Orderable): number {
  switch (order) {
    case 'problems':
      return rankOf(a.condition) - rankOf(b.condition) || compareLate(a, b);
    case 'extension':
      return 0;
    case 'extension-desc':
      return compareNumbers(b.number, a.number);
    case 'expiry':
      return timeOf(a) - timeOf(b) || 0;
    case 'agent':
      return compareAgents(a.agent, b.agent);
  }
}

/** Among the late ones, the one that ends first is the most urgent. */
function compareLate(a: Orderable, b: Orderable): number {
  return a.condition === 'late' ? timeOf(a) - timeOf(b) || 0 : 0;
}

/** What has no end goes last. */
function timeOf({ condition, expiresAtMs }: Orderable): number {
  const isLive = rankOf(condition) === rankOf('late') || rankOf(condition) >= rankOf('ringing');
  return isLive && expiresAtMs !== undefined ? expiresAtMs : Number.MAX_SAFE_INTEGER;
}

/** Extensions without an agent go last. */
function compareAgents(a: string, b: string): number {
  if (a === '' || b === '') return Number(a === '') - Number(b === '');
  return compareNumbers(a.toLowerCase(), b.toLowerCase());
}
