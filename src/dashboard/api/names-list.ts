import { queryOptions } from '@tanstack/react-query';
import { type Names, namesSchema } from '../../contract/names.ts';
import { PATHS } from '../../contract/paths.ts';
import { boardClock } from '../clock/board-clock.ts';
import { ask, failureOf, readJson } from './ask.ts';
import { PollError } from './poll-failure.ts';

/** Names change when somebody edits a file. */
const ASKED_EVERY_MS = 60_000;

/** What people call extensions and organizations. A board without names shows numbers. */
export const namesList = () =>
  queryOptions({
    queryKey: ['names', 'list'] as const,
    queryFn: async ({ signal }): Promise<Names> => {
      const answer = await ask(PATHS.names, { signal });
      if (answer.status !== 200) throw new PollError(failureOf(answer, boardClock.nowMs()));
      return readJson(answer, namesSchema, boardClock.nowMs());
    },
    networkMode: 'always',
    retry: false,
    refetchInterval: ASKED_EVERY_MS,
  });
