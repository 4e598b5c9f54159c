import { queryOptions } from '@tanstack/react-query';
import { type Health, healthSchema } from '../../contract/health.ts';
import { PATHS } from '../../contract/paths.ts';
import { boardClock } from '../clock/board-clock.ts';
import type { Stamp, SteadyClock } from '../clock/steady-clock.ts';
import { ask, failureOf, readJson } from './ask.ts';
import { PollError, type PollFailure, toFailure } from './poll-failure.ts';

/** A wall must not look live for long on what a silent source last said. */
export const HEALTH_ASKED_EVERY_SECONDS = 10;

/** What the service last said of itself, and, while it says nothing, why not and since when. */
export type KnownHealth = {
  /** Undefined before the first answer, and where the service has none. */
  health: Health | undefined;
  /** The last failure, and the moment of the first one since an answer. */
  silence: { failure: PollFailure; since: Stamp } | undefined;
};

type HealthTiming = { isUnattended: boolean; clock?: SteadyClock };

/**
 * How the service is, above all whether its source still answers: the board cannot see past the service itself. Asked
 * also while the page is hidden where nobody attends the screen. Like the presence poll, its function never fails but
 * remembers the failure beside what was known.
 */
export const serviceHealth = ({ isUnattended, clock = boardClock }: HealthTiming) =>
  queryOptions({
    queryKey: ['health'] as const,
    queryFn: async ({ client, queryKey, signal }): Promise<KnownHealth> => {
      const before = client.getQueryData<KnownHealth>(queryKey);
      try {
        return { health: await fetchHealth(before, { signal, clock }), silence: undefined };
      } catch (error) {
        if (signal.aborted) throw error;
        const since = before?.silence?.since ?? clock.stamp();
        const failure = toFailure(error, clock.nowMs());
        return { health: before?.health, silence: { failure, since } };
      }
    },
    networkMode: 'always',
    refetchInterval: HEALTH_ASKED_EVERY_SECONDS * 1000,
    refetchIntervalInBackground: isUnattended,
  });

async function fetchHealth(
  before: KnownHealth | undefined,
  options: { signal: AbortSignal; clock: SteadyClock },
): Promise<Health | undefined> {
  const { clock } = options;
  const answer = await ask(PATHS.health, options);
  // A server that has never had any is another program that defines the Presence Service, and hides nothing.
  if (answer.status === 404 && !before?.health) return undefined;
  // 503 is an answer here: the service is well enough to say that its source is not.
  if (answer.status !== 200 && answer.status !== 503) {
    throw new PollError(failureOf(answer, clock.nowMs()));
  }
  return readJson(answer, healthSchema, clock.nowMs());
}
