import { useQuery } from '@tanstack/react-query';
import type { Health } from '../../contract/health.ts';
import { staleAfterMs } from '../../presence/stale.ts';
import { elapsedMs } from '../clock/steady-clock.ts';
import { useClock, useEachSecond } from '../clock/ticker.ts';
import type { PollFailure } from './poll-failure.ts';
import { HEALTH_ASKED_EVERY_SECONDS, serviceHealth } from './service-health.ts';

/** Nobody says whether the source still answers: since when, on the server's clock, and why not. */
export type UnknownSource = { sinceMs: number; failure: PollFailure };

/** What the service last said of itself, and that it has not for so long that its source may have fallen silent. */
export function useServiceHealth({ isUnattended }: { isUnattended: boolean }): {
  health: Health | undefined;
  unknownSource: UnknownSource | undefined;
} {
  const clock = useClock();
  const { data } = useQuery(serviceHealth({ isUnattended, clock }));
  const silence = data?.silence;
  const isLong = useEachSecond(
    () =>
      silence !== undefined &&
      elapsedMs(silence.since, clock.stamp()) > staleAfterMs(HEALTH_ASKED_EVERY_SECONDS),
  );
  const unknownSource =
    silence && isLong ? { sinceMs: silence.since.serverMs, failure: silence.failure } : undefined;
  return { health: data?.health, unknownSource };
}
