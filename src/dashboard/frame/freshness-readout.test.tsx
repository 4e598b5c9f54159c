import { cleanup, screen } from '@testing-library/react';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { SourceOutage } from '../api/source-outage.ts';
import { boardClock } from '../clock/board-clock.ts';
import { type Aged, agedPoll, failureNow, REQUEST, renderAged } from './aged-poll.rig.tsx';
import { FreshnessReadout } from './freshness-readout.tsx';

// The age of the data is told to the tenth of a second.
beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  cleanup();
  vi.useRealTimers();
});

function readout(aged: Aged, isPaused = false, outage?: SourceOutage): string | null {
  const { failure, failures } = agedPoll(aged);
  renderAged(
    <div data-testid="readout">
      <FreshnessReadout
        request={{ ...REQUEST, isPaused }}
        failure={failure}
        outage={outage}
        tries={failures.count}
      />
    </div>,
    aged,
  );
  return screen.getByTestId('readout').textContent;
}

it('is live, with the age of the data and the time until the next request', () => {
  expect(readout({ ageMs: 1200 })).toMatch(/^Livedata\s1\.2s oldnext in5s$/);
});

it('waits when two polls were missed and nothing has failed yet', () => {
  expect(readout({ ageMs: 12_000 })).toMatch(/^Waitingdata\s12s old/);
});

it('does not look live once a second poll has failed', () => {
  const failure = failureNow('no-connection');
  expect(readout({ ageMs: 12_000, failure, tries: 2 })).toMatch(/^No answer/);
});

it('says that it is refused however young the data is', () => {
  expect(readout({ ageMs: 1000, failure: failureNow('refused', 401), tries: 1 })).toMatch(
    /^Refused/,
  );
});

it('tells the age of old data in minutes', () => {
  expect(readout({ ageMs: 192_000 })).toMatch(/^No answerdata\s3:12old/);
});

it('is as old as what the source last said, whatever the service answers', () => {
  const outage = { hasAnswered: true, reason: null, error: null };
  const fromMs = boardClock.nowMs() - 192_000;
  expect(readout({ ageMs: 1000 }, false, { ...outage, fromMs })).toMatch(
    /^Source silentdata\s3:1[12]old/,
  );
});

it('is paused by a person, and no request is due', () => {
  expect(readout({ ageMs: 192_000 }, true)).toMatch(/^Pauseddata\s3:12old$/);
});

it('counts the tries while nobody has ever answered', () => {
  expect(readout({ failure: failureNow('timeout'), tries: 3 })).toBe('No answertry 3');
});

it('gives the status of a service that answers with a fault', () => {
  expect(readout({ failure: failureNow('fault', 500), tries: 3 })).toBe('Failing500');
});
