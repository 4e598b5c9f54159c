import type { Context } from 'hono';
import type { Health } from '../../contract/health.ts';
import { toApiInstant } from '../../presence/extension.ts';
import type { SourceHealth } from '../sources/registration-source.ts';
import type { Authenticate } from './authenticate.ts';

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

/**
 * Answers `/health`, to anybody: 503 while the source does not answer, so that a monitor need not read the body. What is
 * wrong with a configuration names files, variables and what stands there, so it is for administrators.
 */
export function healthHandler(
  report: () => HealthReport,
  authenticatePerson: Authenticate,
): (c: Context) => Promise<Response> {
  return async (c) => {
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
      configuration: { faults: await faultsFor(c, configurationFaults, authenticatePerson) },
    };
    c.header('Cache-Control', 'no-store');
    return c.json(body, isStale ? 503 : 200);
  };
}

async function faultsFor(
  c: Context,
  faults: readonly string[],
  authenticatePerson: Authenticate,
): Promise<string[]> {
  if (faults.length === 0) return [];
  // Who is nobody, or has tried too often to be somebody, is told how things are all the same.
  const account = await authenticatePerson(c).catch(() => undefined);
  if (account?.role === 'administrator') return [...faults];
  const count = faults.length === 1 ? '1 fault' : `${faults.length} faults`;
  return [`${count}, told in the log and to administrators.`];
}

function instant(ms: number | null): string | null {
  return ms === null ? null : toApiInstant(ms);
}
