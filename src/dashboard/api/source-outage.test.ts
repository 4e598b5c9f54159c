import { describe, expect, it } from 'vitest';
import type { Health } from '../../contract/health.ts';
import { sourceOutage } from './source-outage.ts';

function health(status: Health['status'], source: Partial<Health['source']> = {}): Health {
  const asOf = '2026-11-23T14:20:00Z';
  return {
    status,
    source: { kind: 'kamailio', asOf, since: null, reason: null, error: null, ...source },
    storage: { error: null, since: null },
    fleet: 0,
    version: '0.1.0',
    configuration: { faults: [] },
  };
}

describe('a source that does not answer', () => {
  it('is told with when it last did, and why it does not', () => {
    const error = 'db.example.net refuses the connection.';
    expect(sourceOutage(health('stale', { reason: 'refused', error }), 1)).toEqual({
      fromMs: Date.parse('2026-11-23T14:20:00Z'),
      hasAnswered: true,
      reason: 'refused',
      error,
    });
  });

  it('has not answered since it was first asked, or since the list was told, when it never has', () => {
    const since = '2026-11-23T14:10:00Z';
    expect(sourceOutage(health('stale', { asOf: null, since }), 1)).toMatchObject({
      fromMs: Date.parse(since),
      hasAnswered: false,
    });
    expect(sourceOutage(health('stale', { asOf: null }), 1)?.fromMs).toBe(1);
  });

  it('is none while all is well, while the disk is full, and before anybody has said', () => {
    expect(sourceOutage(health('ok'), 1)).toBeUndefined();
    expect(sourceOutage(health('degraded'), 1)).toBeUndefined();
    expect(sourceOutage(undefined, 1)).toBeUndefined();
  });
});
