import { fireEvent, screen, within } from '@testing-library/react';
import { expect, it, vi } from 'vitest';
import { PRESENCE, page, refusal, registered } from './fake-service.rig.ts';
import { openPage, startEachTestAnew } from './opened-page.rig.tsx';
import { pass, settle } from './passing-time.rig.ts';

startEachTestAnew();

const ALL = ['0003*210', '0003*211', '0007*100'].map((number) => registered(number));
const never = () => new Promise<Response>(() => {});
const filterBy = (value: string) =>
  fireEvent.change(screen.getByRole('textbox', { name: 'filterValue' }), { target: { value } });
const isGrey = () => document.documentElement.dataset.live === 'stale';

/** A board that is polled every 5 s, at a time of its own; the service answers as `answering` does. */
async function openBoard(list = ALL, search = '') {
  vi.useFakeTimers({ now: new Date(2026, 10, 22, 12, 0, 0) });
  const service = { answering: (): Response | Promise<Response> => page(list) };
  openPage({ search, routes: { [PRESENCE]: () => service.answering() } });
  await settle();
  return service;
}

it('leaves a board grey that was stale, until it is answered', async () => {
  const service = await openBoard();
  service.answering = never;
  await pass(30);
  expect(isGrey()).toBe(true);
  filterBy('0007');
  await pass(2);
  expect(isGrey()).toBe(true);
  expect(screen.getByText('/ 3')).toBeTruthy();
  expect(screen.getByRole('alert').textContent).toBe('No answer');
});

it('leaves no figures of the old list beside the sentence that the new one could not be had', async () => {
  const service = await openBoard();
  service.answering = () => refusal(500, 'internal_server_error');
  filterBy('0007');
  await pass(5);
  expect(screen.queryByText('/ 3')).toBeNull();
  service.answering = () => page(ALL.slice(2));
  await pass(15);
  expect(screen.getByText('/ 1')).toBeTruthy();
});

it('begins its chart with its own counts, and not with those of the list before', async () => {
  vi.spyOn(HTMLElement.prototype, 'clientWidth', 'get').mockReturnValue(300);
  const filter = '?filterBy=extension&filterOp=startsWith&filterValue=0007';
  const service = await openBoard(ALL.slice(2), filter);
  service.answering = never;
  filterBy('');
  await pass(2);
  service.answering = () => page(ALL);
  await pass(15);
  const charts = within(screen.getByRole('complementary', { name: /^Charts/ }));
  const reading = charts.getByRole('slider', { name: /^Registered/ });
  expect(reading.getAttribute('aria-valuetext')).toMatch(/, 3 of 3$/);
});
