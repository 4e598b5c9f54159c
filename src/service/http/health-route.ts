import type { Context } from 'hono';
import type { Health } from '../../contract/health.ts';
import { toApiInstant } from '../../presence/extension.ts';
import type { SourceHealth } from '../sources/registration-source.ts';

/** What `/health` tells. Asked for anew at every request. */
export type HealthReport = {
  source: SourceHealth;
  /** Since when registrations are in memory only, and why; null while all are stored. */
  storageFault: { error: string; sinceMs: number } | null;
  /** How many extensions are simulated. */
  fleet: number;
  version: string;
  /** Faults of a configuration file that was changed and refused. */
  configurationFaults: readonly string[];
};

/** Answers `/health`, to anybody: 503 while the source does not answer, so that a monitor need not read the body. */
export function healthHandler(report: () => HealthReport): (c: Context) => Response {
  return (c) => {
    const { source, storageFault, fleet, version, configurationFaults } = report();
    const isStale = source.error !== null || source.asOfMs === null;
    const body: Health = {
      status: isStale ? 'stale' : storageFault ? 'degraded' : 'ok',
      source: {
        kind: source.kind,
        asOf: instant(source.asOfMs),
        since: instant(source.sinceMs),
        reason: source.reason,
        error: source.error,
      },
      storage: {
        error: storageFault?.error ?? null,
        since: instant(storageFault?.sinceMs ?? null),
      },
      fleet,
      version,
      configuration: { faults: [...configurationFaults] },
    };
    c.header('Cache-Control', 'no-store');
    return c.json(body, isStale ? 503 : 200);
  };
}

function instant(ms: number | null): string | null {
  return ms === null ? null : toApiInstant(ms);
}
