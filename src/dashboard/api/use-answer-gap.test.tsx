import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { act, cleanup, renderHook } from '@testing-library/react';
import type { ReactNode } from 'react';
import { afterEach, expect, it } from 'vitest';
import type { PresenceQuery } from '../../contract/query.ts';
import { presenceListKey } from './presence-list.ts';
import { useAnswerGap } from './use-answer-gap.ts';

afterEach(cleanup);

const SECOND = 1000;
const HOUR = 3_600_000;
const QUERY: PresenceQuery = { count: 20 };

function gaps() {
  const client = new QueryClient();
  const wrapper = ({ children }: { children: ReactNode }) => (
    <QueryClientProvider client={client}>{children}</QueryClientProvider>
  );
  const { result } = renderHook(() => useAnswerGap(QUERY), { wrapper });
  /** An answer at a time of the browser's two clocks. */
  const answer = (monotonicMs: number, wallMs = monotonicMs) => {
    const answeredAt = { monotonicMs, wallMs, serverMs: wallMs };
    act(() => void client.setQueryData(presenceListKey(QUERY), { answeredAt }));
    return result.current();
  };
  const other = (query: PresenceQuery) =>
    act(() => void client.setQueryData(presenceListKey(query), { answeredAt: undefined }));
  return { answer, other, gapMs: () => result.current() };
}

it('is the time from one answer to the next, and none before the first', () => {
  const { answer, gapMs } = gaps();
  expect([gapMs(), answer(SECOND), answer(6 * SECOND), answer(7 * SECOND)]).toEqual([
    0,
    0,
    5 * SECOND,
    SECOND,
  ]);
});

it('counts sleep, in which one of the clocks may stand still', () => {
  const { answer } = gaps();
  answer(SECOND);
  expect(answer(6 * SECOND, 8 * HOUR)).toBe(8 * HOUR - SECOND);
});

it('stays what it was when another query is answered, or nothing is', () => {
  const { answer, other, gapMs } = gaps();
  answer(SECOND);
  answer(6 * SECOND);
  other({ count: 40 });
  expect(gapMs()).toBe(5 * SECOND);
});
