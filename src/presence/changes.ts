import { type Condition, conditionAt } from './condition.ts';
import type { Watch } from './watch.ts';

/** One extension whose condition is another than before. `from` is undefined for one that is new on the list, `to` for one that left it. */
export type Change = {
  number: string;
  from: Condition | undefined;
  to: Condition | undefined;
  atMs: number;
};

/** What happened between two watched answers, each judged at its own time, in the order of the list. */
export function changesBetween(
  before: { watch: Watch; atMs: number },
  after: { watch: Watch; atMs: number },
): Change[] {
  const changes: Change[] = [];
  for (const number of new Set([
    ...before.watch.extensions.keys(),
    ...after.watch.extensions.keys(),
  ])) {
    const was = before.watch.extensions.get(number);
    const is = after.watch.extensions.get(number);
    const from = was && conditionAt(was, before.atMs).condition;
    const to = is && conditionAt(is, after.atMs).condition;
    if (from !== to) changes.push({ number, from, to, atMs: after.atMs });
  }
  return changes;
}
