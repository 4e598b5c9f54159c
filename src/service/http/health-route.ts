import type { Context } from 'hono';
import type { Health } from '../../contract/health.ts';
import { toApiInstant } from '../../presence/extension.ts';
import type { SourceHealth } from '../sources/registration-source.ts';

/** What `/health` tells. Asked for anew at every request. */
export type HealthReport = {
  source: SourceHealth;
  /** How many extensions are simulated. */
  fleet: number;
  version: string;
  /** Faults of a configuration file that was changed and refused. */
  configurationFaults: readonly string[];
};

/** Answers `/health`, to anybody: 503 while the source does not answer, so that a monitor need not read the body. */
export function healthHandler(report: () => HealthReport): (c: Context) => Response {
  return (c) => {
    const { source, fleet, version, configurationFaults } = report();
    const isStale = source.error !== null || source.asOfMs === null;
    const body: Health = {
      status: isStale ? 'stale' : 'ok',
      source: {
        kind: source.kind,
        asOf: source.asOfMs === null ? null : toApiInstant(source.asOfMs),
        since: source.sinceMs === null ? null : toApiInstant(source.sinceMs),
        error: source.error,
      },
      fleet,
      version,
      configuration: { faults: [...configurationFaults] },
    };
    c.header('Cache-Control', 'no-store');
    return c.json(body, isStale ? 503 : 200);
  };
}
