import { queryOptions } from '@tanstack/react-query';
import { type Health, healthSchema } from '../../contract/health.ts';
import { PATHS } from '../../contract/paths.ts';
import { boardClock } from '../clock/board-clock.ts';
import { ask, failureOf, readJson } from './ask.ts';
import { PollError } from './poll-failure.ts';

/** A wall must not look live for long on what a silent source last said. */
const ASKED_EVERY_MS = 10_000;

/**
 * How the service is, above all whether its source still answers: the board cannot see past the service itself. Asked
 * also while the page is hidden where nobody attends the screen.
 */
export const serviceHealth = ({ isUnattended }: { isUnattended: boolean }) =>
  queryOptions({
    queryKey: ['health'] as const,
    queryFn: async ({ signal }): Promise<Health> => {
      const answer = await ask(PATHS.health, { signal });
      // 503 is an answer here: the service is well enough to say that its source is not.
      if (answer.status !== 200 && answer.status !== 503) {
        throw new PollError(failureOf(answer, boardClock.nowMs()));
      }
      return readJson(answer, healthSchema, boardClock.nowMs());
    },
    networkMode: 'always',
    retry: false,
    refetchInterval: ASKED_EVERY_MS,
    refetchIntervalInBackground: isUnattended,
  });
