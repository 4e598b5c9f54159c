import { screen } from '@testing-library/react';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import {
  json,
  PRESENCE,
  page,
  type Routes,
  refusal,
  registered,
  WALL_SESSION,
} from '../fake-service.rig.ts';
import { openPage, startEachTestAnew } from '../opened-page.rig.tsx';
import { pass, press, settle } from '../passing-time.rig.ts';

startEachTestAnew();
beforeEach(() => {
  vi.useFakeTimers();
});

const away = () => Promise.reject(new TypeError('Failed to fetch'));
const busy = () => new Response('', { status: 429, headers: { 'retry-after': '90' } });

/** A television that starts with a wall link; `service.answer` is what it is told when it signs in. */
async function switchOn(
  answer: () => Response | Promise<Response>,
  hash = '#wall=a-secret&every=10',
) {
  const service: { answer: Routes[string] } = { answer };
  const given: unknown[] = [];
  const page = openPage({
    hash,
    routes: {
      'POST /session': (body) => {
        given.push(body);
        return service.answer(body);
      },
    },
  });
  await settle();
  return { ...page, service, given };
}

describe('a wall link', () => {
  it('signs a television in, and is nowhere in its address', async () => {
    const { given } = await switchOn(() => json(WALL_SESSION));
    expect(screen.getByText('Live')).toBeTruthy();
    expect(given).toEqual([{ wallLink: 'a-secret' }]);
    expect(window.location.href).toMatch(/\/\?every=10$/);
  });

  it('opens the view that it was made for when the address names none', async () => {
    await switchOn(() => json(WALL_SESSION), '#wall=a-secret');
    expect(screen.getByText('Live')).toBeTruthy();
    expect(window.location.search).toBe('?view=table&every=10');
    expect(screen.getByRole('button', { name: 'Table' }).getAttribute('aria-pressed')).toBe('true');
  });
});

describe('a television that was switched on before the service', () => {
  it('says that nobody answers, and comes in as soon as somebody does', async () => {
    const { service, asked } = await switchOn(away);
    expect(screen.getByText(`${window.location.host} does not answer`)).toBeTruthy();
    expect(screen.getByText(/1 try since \d\d:\d\d:\d\d/)).toBeTruthy();
    expect(asked).toEqual(['POST /session']);

    service.answer = () => json(WALL_SESSION);
    await pass(1);
    expect(screen.getByText('Live')).toBeTruthy();
    expect(asked.filter((request) => request === 'POST /session')).toHaveLength(2);
  });

  it('waits longer each time, and never longer than 10 s', async () => {
    const { given } = await switchOn(away);
    await pass(20);
    expect(given).toHaveLength(5);
    await pass(50);
    expect(given).toHaveLength(10);
  });

  it('tries at once when somebody asks it to', async () => {
    const { service } = await switchOn(busy);
    service.answer = () => json(WALL_SESSION);
    await press('Try now');
    expect(screen.getByText('Live')).toBeTruthy();
  });

  it('leaves a service alone for as long as that asks for', async () => {
    const { given } = await switchOn(busy);
    expect(screen.getByText('The service asks to be asked less often')).toBeTruthy();
    await pass(85);
    expect(given).toHaveLength(1);
    await pass(6);
    expect(given).toHaveLength(2);
  });

  it('asks no more after it was taken, also when somebody signs out', async () => {
    const { given } = await switchOn(() => json(WALL_SESSION));
    await press('Wall link: Reception');
    await press('Sign out');
    expect(screen.getByLabelText('Access token')).toBeTruthy();
    await pass(60);
    expect(given).toHaveLength(1);
  });
});

describe('a television that has lost its cookie', () => {
  /** A television that is signed in, and a service that knows it for as long as it has its cookie. */
  async function loseCookie(answer: () => Response | Promise<Response>) {
    const service = { hasCookie: true, answer };
    const known = (answered: () => Response) => () =>
      service.hasCookie ? answered() : refusal(401, 'access_denied');
    const { asked } = openPage({
      hash: '#wall=a-secret&wall=1&every=10',
      routes: {
        [PRESENCE]: known(() => page([registered('0003*210')])),
        'GET /session': known(() => json(WALL_SESSION)),
        'POST /session': () => service.answer(),
      },
    });
    await settle();
    service.hasCookie = false;
    service.answer = answer;
    const tries = () => asked.filter((request) => request === 'POST /session').length - 1;
    return { service, tries };
  }
  const letIn = (service: { hasCookie: boolean }) => () => {
    service.hasCookie = true;
    return json(WALL_SESSION);
  };

  it('signs in again with its link, before its data is old', async () => {
    const { service, tries } = await loseCookie(() => json(WALL_SESSION));
    service.answer = letIn(service);
    await pass(11);
    expect(tries()).toBe(1);
    await pass(60);
    expect(screen.getByText('Live')).toBeTruthy();
    expect(document.documentElement.dataset.live).toBeUndefined();
    expect(tries()).toBe(1);
  });

  it('says that the link is no longer accepted once that was refused, and tries it once a minute', async () => {
    const { service, tries } = await loseCookie(() => json(WALL_SESSION));
    service.answer = () => refusal(401, 'access_denied');
    await pass(120);
    expect(screen.getByText(/The wall link “Reception” is no longer accepted\./)).toBeTruthy();
    expect(tries()).toBe(2);

    service.answer = letIn(service);
    await pass(60);
    expect(screen.getByText('Live')).toBeTruthy();
    expect(document.documentElement.dataset.live).toBeUndefined();
  });

  it('says what keeps it from signing in when it is not the link', async () => {
    const { service } = await loseCookie(() => json(WALL_SESSION));
    service.answer = away;
    await pass(50);
    expect(screen.getByRole('alert').textContent).toMatch(/^No answer/);
    expect(screen.queryByText(/no longer accepted/)).toBeNull();
  });

  it('signs in once a minute at most where the browser keeps no cookie', async () => {
    const { tries } = await loseCookie(() => json(WALL_SESSION));
    await pass(130);
    expect(tries()).toBe(3);
    expect(screen.getByText(/session of the wall link “Reception” has ended\./)).toBeTruthy();
  });
});
