import type { PresenceQuery } from '../../contract/query.ts';
import type { PresenceRoll } from '../api/poll-state.ts';

/** A list that is not all that matches. */
export type ListPart = {
  shown: number;
  total: number;
  /** Somebody asked for this page, so it is all that they wanted. */
  isChosen: boolean;
};

/** Undefined while the list is whole. */
export function listPartOf(
  roll: PresenceRoll | undefined,
  { count, startIndex = 0 }: PresenceQuery,
): ListPart | undefined {
  if (!roll || roll.isWhole) return undefined;
  return {
    shown: roll.extensions.length,
    total: roll.totalResults,
    isChosen: count !== undefined || startIndex > 0,
  };
}

/** "Showing 5,000 of 7,312". */
export function partText({ shown, total }: ListPart): string {
  return `Showing ${shown.toLocaleString('en')} of ${total.toLocaleString('en')}`;
}
