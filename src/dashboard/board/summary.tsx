import type { Summary as Counts, State } from '../../presence/summary.ts';

type SummaryProps = {
  /** Undefined until the first answer: the figures keep their places, empty. */
  summary: Counts | undefined;
  /** The states that the list is narrowed to; none means all. */
  states: readonly State[];
  onStates: (states: readonly State[]) => void;
};

/** The figures across the top. Each is a filter too, and shows whether it is on. */
export function Summary(_props: SummaryProps) {
  return null;
}
