import { queryOptions } from '@tanstack/react-query';
import { type Changes, changesSchema } from '../../contract/journal.ts';
import { PATHS } from '../../contract/paths.ts';
import { isPlace } from '../../presence/extension.ts';
import { boardClock } from '../clock/board-clock.ts';
import { ask, failureOf, readJson } from './ask.ts';
import { PollError } from './poll-failure.ts';

const ASKED_EVERY_MS = 30_000;
/** The latest of a day; of one that has more the day begins with the oldest of these. */
const MOST_CHANGES = 1000;

/** What the journal has of an extension's last 24 hours; null where the service keeps none. */
export const journalChanges = (number: string) =>
  queryOptions({
    queryKey: ['journal', 'changes', number] as const,
    queryFn: async ({ signal }): Promise<Changes | null> => {
      const parameters = new URLSearchParams({ extension: number, count: String(MOST_CHANGES) });
      const answer = await ask(`${PATHS.journalChanges}?${parameters}`, { signal });
      if (answer.status === 404) return null;
      if (answer.status !== 200) throw new PollError(failureOf(answer, boardClock.nowMs()));
      return readJson(answer, changesSchema, boardClock.nowMs());
    },
    enabled: number !== '' && !isPlace(number),
    networkMode: 'always',
    retry: false,
    refetchInterval: ({ state }) => (state.data === null ? false : ASKED_EVERY_MS),
  });
