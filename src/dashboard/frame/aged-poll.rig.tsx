import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { render } from '@testing-library/react';
import type { ReactNode } from 'react';
import type { PollFailure } from '../api/poll-failure.ts';
import type { PollState } from '../api/poll-state.ts';
import { presenceListKey } from '../api/presence-list.ts';
import type { PollRequest, PresencePoll } from '../api/use-presence-poll.ts';
import { boardClock } from '../clock/board-clock.ts';

export const REQUEST: PollRequest = { query: {}, everySeconds: 5, isPaused: false };

/** What a poll has come to: how old its data is, if it has any, and why the last tries brought nothing. */
export type Aged = { ageMs?: number; failure?: PollFailure; tries?: number };

/** A failure of this moment. */
export function failureNow(kind: PollFailure['kind'], httpStatus?: number): PollFailure {
  return { kind, atMs: Date.now(), ...(httpStatus !== undefined && { httpStatus }) };
}

/** Draws what reads the freshness of a poll that has come to this. */
export function renderAged(children: ReactNode, aged: Aged): void {
  const client = new QueryClient();
  client.setQueryData<PollState>(presenceListKey(REQUEST.query), pollState(aged));
  render(<QueryClientProvider client={client}>{children}</QueryClientProvider>);
}

/** The same poll as its own hook tells it. */
export function agedPoll({ failure, tries = 0 }: Aged): PresencePoll {
  const sinceMs = failure?.atMs;
  const failures = { count: tries, sinceMs };
  return {
    roll: undefined,
    isPlaceholder: false,
    failure,
    failures,
    gap: undefined,
    isAsking: false,
    tryNow: () => {},
  };
}

function pollState(aged: Aged): PollState {
  const now = boardClock.stamp();
  const { ageMs } = aged;
  const answeredAt = ageMs === undefined ? undefined : earlier(ageMs);
  const { failure, failures } = agedPoll(aged);
  return {
    outcome: { roll: undefined, failure, failures, gap: undefined },
    askedAt: now,
    settledAt: now,
    answeredAt,
  };
}

function earlier(ms: number) {
  const { monotonicMs, wallMs, serverMs } = boardClock.stamp();
  return { monotonicMs: monotonicMs - ms, wallMs: wallMs - ms, serverMs: serverMs - ms };
}
