import type { ConnectionFaultReason, Health } from '../../contract/health.ts';

/** The service answers, and does not hear from its source: what it tells is no newer than what that last said. */
export type SourceOutage = {
  /** The server's time of what is shown. */
  fromMs: number;
  /** False when the source has not answered since the service was started. */
  hasAnswered: boolean;
  reason: ConnectionFaultReason | null;
  error: string | null;
};

/**
 * Whether the source behind a healthy service is stale; undefined when it is not, or when nobody has said. `shownMs` is
 * the time of the list, for a source that has never answered.
 */
export function sourceOutage(
  health: Health | undefined,
  shownMs: number | undefined,
): SourceOutage | undefined {
  if (health?.status !== 'stale') return undefined;
  const { asOf, since, reason, error } = health.source;
  const fromMs = Date.parse(asOf ?? since ?? '');
  return {
    fromMs: Number.isNaN(fromMs) ? (shownMs ?? 0) : fromMs,
    hasAnswered: asOf !== null,
    reason,
    error,
  };
}
