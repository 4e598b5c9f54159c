import { cleanup, screen } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { afterEach, expect, it, vi } from 'vitest';
import { type Aged, agedPoll, failureNow, REQUEST, renderAged } from './aged-poll.rig.tsx';
import { StaleBanner } from './stale-banner.tsx';

afterEach(cleanup);

function show(aged: Aged, wallLink?: string) {
  const poll = { ...agedPoll(aged), tryNow: vi.fn() };
  const onSignIn = vi.fn();
  renderAged(
    <StaleBanner poll={poll} request={REQUEST} wallLink={wallLink} onSignIn={onSignIn} />,
    aged,
  );
  return { user: userEvent.setup(), tryNow: poll.tryNow, onSignIn };
}

it('says for how long nobody has answered, why, and that the values are the last known', async () => {
  const failure = failureNow('timeout');
  const { user, tryNow } = show({ ageMs: 47_300, failure, tries: 4 });
  expect(screen.getByRole('alert').textContent).toBe('No answer for 47 s');
  expect(
    screen.getByText(
      /^Values below are the last known\. Last answer \d\d:\d\d:\d\d\. The connection timed out after 10 s\./,
    ),
  ).toBeTruthy();
  expect(screen.getByText(/Next try in \d+ s\./)).toBeTruthy();
  await user.click(screen.getByRole('button', { name: 'Try now' }));
  expect(tryNow).toHaveBeenCalledOnce();
});

it('says of which day the last answer was when it was not of today', () => {
  show({ ageMs: 30 * 3_600_000, failure: failureNow('no-connection'), tries: 900 });
  expect(screen.getByText(/Last answer \d{1,2} [A-Z][a-z]{2} \d\d:\d\d\./)).toBeTruthy();
});

it('keeps the running numbers out of what the alert tells', () => {
  show({ ageMs: 47_300, failure: failureNow('no-connection'), tries: 4 });
  const numbers = screen.getByText(/for 47 s/);
  expect(numbers.getAttribute('aria-hidden')).toBe('true');
});

it('says that the session has ended, and where to sign in', async () => {
  const failure = failureNow('refused', 401);
  const { user, onSignIn } = show({ ageMs: 47_300, failure, tries: 1 });
  expect(screen.getByRole('alert').textContent).toMatch(/^Signed out at \d\d:\d\d:\d\d$/);
  await user.click(screen.getByRole('button', { name: 'Sign in again' }));
  expect(onSignIn).toHaveBeenCalledOnce();
});

it('tells who passes a television whom to ask when its wall link is no longer accepted', () => {
  const failure = { ...failureNow('refused', 401), isLinkRefused: true };
  show({ ageMs: 47_300, failure, tries: 1 }, 'Reception');
  expect(screen.getByRole('alert').textContent).toMatch(/^Signed out at \d\d:\d\d:\d\d$/);
  expect(
    screen.getByText(
      /The wall link “Reception” is no longer accepted\. Whoever made it can make a new one\./,
    ),
  ).toBeTruthy();
  expect(screen.getByRole('button', { name: 'Sign in' })).toBeTruthy();
});

it('does not call it silence when the service answers with a fault, and tells long times in minutes', () => {
  show({ ageMs: 192_000, failure: failureNow('fault', 503), tries: 9 });
  expect(screen.getByRole('alert').textContent).toBe('No data for 3:12');
  expect(screen.getByText(/The service answered 503\./)).toBeTruthy();
});

it('does not say so of a wall link that was not tried again', () => {
  show({ ageMs: 47_300, failure: failureNow('refused', 401), tries: 1 }, 'Reception');
  expect(
    screen.getByText(/session of the wall link “Reception” has ended\. Open the link again\./),
  ).toBeTruthy();
});
