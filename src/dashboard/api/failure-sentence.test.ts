import { expect, it } from 'vitest';
import { failureSentence } from './failure-sentence.ts';
import type { FailureKind, PollFailure } from './poll-failure.ts';

const HOST = 'pbx.example.net';
const sentence = (kind: FailureKind, more: Partial<PollFailure> = {}) =>
  failureSentence({ kind, atMs: 0, ...more }, HOST);

it('says who does not answer, and how', () => {
  expect(sentence('timeout')).toBe('pbx.example.net did not answer within 10 s.');
  expect(sentence('timeout', { timeoutMs: 60_000 })).toBe(
    'pbx.example.net did not answer within 60 s.',
  );
  expect(sentence('no-connection')).toBe('pbx.example.net does not answer.');
});

it('leaves what is wrong with a request to the words of the service', () => {
  const message = 'This account has as many wall links as it may.';
  expect(sentence('fault', { httpStatus: 400, message })).toBe(message);
});

it('does not pass on what a service says that fails: it is for no person', () => {
  expect(
    sentence('fault', { httpStatus: 500, message: 'An internal server error occurred.' }),
  ).toBe('pbx.example.net reported a fault of its own (500).');
});

it('tells another program from Rollcall', () => {
  expect(sentence('unreadable', { httpStatus: 200 })).toMatch(
    /^Something answered, but not Rollcall/,
  );
});
