import { screen } from '@testing-library/react';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { HEALTH, json, PRESENCE, page, refusal, registered } from './fake-service.rig.ts';
import { openPage, startEachTestAnew } from './opened-page.rig.tsx';
import { pass, settle } from './passing-time.rig.ts';

startEachTestAnew();
beforeEach(() => {
  vi.useFakeTimers({ now: new Date(2026, 10, 23, 14, 30) });
});

const isGrey = () => document.documentElement.dataset.live === 'stale';
const unknown = () => screen.queryByText(/^State of the source unknown since 14:30:\d\d$/);

describe('a service that says nothing of its source', () => {
  /** Opens a page whose list is answered; `health` is what `/health` answers, and may be changed. */
  async function open(search: string, health: () => Response) {
    const service = { health };
    openPage({
      search,
      routes: {
        [PRESENCE]: () => page([registered('0003*210')]),
        'GET /health': () => service.health(),
      },
    });
    await settle();
    return service;
  }

  it.each(['?wall', '?view=cards'])(
    'has that said in words once it is as long as a source may be silent, and takes no colour (%s)',
    async (search) => {
      const service = await open(search, () => json(HEALTH));
      await pass(60);
      service.health = () => refusal(502, 'bad_gateway');
      // It is asked within ten seconds, and has thirty to answer.
      await pass(29);
      expect(unknown()).toBeNull();
      await pass(13);
      expect(screen.getByText(/^State of the source unknown since 14:31:\d\d$/)).toBeTruthy();
      expect(isGrey()).toBe(false);
      service.health = () => json(HEALTH);
      await pass(11);
      expect(screen.queryByText(/^State of the source unknown/)).toBeNull();
    },
  );

  it('has it said too where it never said anything, with what its /health answers', async () => {
    await open('', () => refusal(502, 'bad_gateway'));
    await pass(29);
    expect(unknown()).toBeNull();
    await pass(3);
    expect(unknown()).toBeTruthy();
    const why = /^The list is answered, \/health is not \(502 "bad_gateway"\)\./;
    expect(screen.getByText(why)).toBeTruthy();
  });

  it('is not missed where there is no /health', async () => {
    await open('', () => refusal(404, 'not_found'));
    await pass(60);
    expect(unknown()).toBeNull();
  });

  it('is told as a service that does not answer when its list fails too', async () => {
    const nobody = () => Promise.reject(new TypeError('Failed to fetch'));
    let list = () => Promise.resolve(page([registered('0003*210')]));
    openPage({ search: '?wall', routes: { [PRESENCE]: () => list(), 'GET /health': nobody } });
    await settle();
    list = nobody;
    await pass(40);
    expect(screen.getByRole('alert').textContent).toMatch(/^No answer/);
    expect(unknown()).toBeNull();
  });
});
