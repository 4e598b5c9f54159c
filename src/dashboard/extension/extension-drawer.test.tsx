import { cleanup, render, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, describe, expect, it, vi } from 'vitest';
import type { Extension } from '../../presence/extension.ts';
import type { History } from '../../presence/history.ts';
import { observe, startWatch, type WatchedExtension } from '../../presence/watch.ts';
import { SteadyClock } from '../clock/steady-clock.ts';
import { TickerContext } from '../clock/ticker.ts';
import type { Neighbours } from './drawer-head.tsx';
import { ExtensionDrawer, type OpenedExtension } from './extension-drawer.tsx';

/** 14:31:26, local. */
const NOW = new Date(2026, 10, 23, 14, 31, 26).getTime();
const MINUTE = 60_000;

const EXTENSION: Extension = {
  number: '0003*210',
  presence: 'ringing',
  registrations: [
    { agent: 'Yealink SIP-T54W 96.86.0.70', state: 'registered', expiresAtMs: NOW + 42 * MINUTE },
    { agent: 'Zoiper rv2.10.20.4', state: 'registered', expiresAtMs: NOW - MINUTE },
    { agent: 'Linphone-Desktop/5.2.6', state: 'expired' },
  ],
};

/** The extension after its answers, the last of them now. */
function watched(...answers: Extension[]): WatchedExtension {
  let watch = startWatch(NOW - 10 * MINUTE);
  answers.forEach((extension, at) => {
    const atMs = NOW - (answers.length - 1 - at) * 2 * MINUTE;
    watch = observe(watch, { extensions: [extension], isWhole: true, atMs });
  });
  const [found] = watch.extensions.values();
  if (!found) throw new Error('The watch has no extension.');
  return found;
}

const HISTORY: History = {
  source: 'browser',
  sinceMs: NOW - 10 * MINUTE,
  start: 'registered',
  happenings: [{ atMs: NOW - 27_000, agent: '', from: 'registered', to: 'ringing' }],
  lates: [],
  unknowns: [],
};

type Given = Partial<OpenedExtension> & { staleFromMs?: number; neighbours?: Neighbours };

function open(extension: WatchedExtension | undefined, given: Given = {}) {
  const { staleFromMs, neighbours = { previous: '0003*209', next: undefined }, ...over } = given;
  const clock = new SteadyClock({ monotonicMs: () => NOW, wallMs: () => NOW });
  const onOpen = vi.fn<(number: string) => void>();
  const onClose = vi.fn<() => void>();
  render(
    <TickerContext value={{ clock, nowMs: () => NOW, subscribe: () => () => {} }}>
      <ExtensionDrawer
        number="0003*210"
        opened={
          extension && {
            watched: extension,
            name: '',
            condition: 'ringing',
            flapping: undefined,
            view: { watchedSinceMs: NOW - 10 * MINUTE, staleFromMs },
            history: HISTORY,
            entry: undefined,
            ...over,
          }
        }
        {...{ neighbours, onOpen, onClose }}
      />
    </TickerContext>,
  );
  return { onOpen, onClose };
}

const part = (name: string) => within(screen.getByRole('region', { name }));
const devices = () =>
  part('Registrations')
    .getAllByRole('listitem')
    .map((device) => ({
      texts: Array.from(device.querySelectorAll('p'), ({ textContent }) => textContent),
      time: device.querySelector('time')?.textContent,
    }));

afterEach(cleanup);

describe('an opened extension', () => {
  it('lists every device with its own state, agent, version, expiry, life and time', () => {
    const before = {
      ...EXTENSION,
      registrations: [
        {
          agent: 'Yealink SIP-T54W 96.86.0.70',
          state: 'registered' as const,
          expiresAtMs: NOW + MINUTE,
        },
        {
          agent: 'Zoiper rv2.10.20.4',
          state: 'registered' as const,
          expiresAtMs: NOW - MINUTE,
        },
      ],
    };
    open(watched(before, EXTENSION));
    expect(devices()).toEqual([
      {
        texts: ['Yealink SIP-T54W 96.86.0.70', 'Registered, expires 15:13:26, life 42 min'],
        time: '42:00',
      },
      { texts: ['Zoiper rv2.10.20.4', 'Late, expires 14:30:26'], time: '0:00' },
      {
        texts: ['Linphone Desktop 5.2.6', 'Expired, no expiry sent by the service'],
        time: 'before 14:21',
      },
    ]);
    expect(screen.getByText('1 registered, 1 late, 1 expired')).toBeTruthy();
  });

  it('says how often a device refreshes once that is learned', () => {
    // Each answer is two minutes after the one before, and each is right after a refresh.
    const answers = [-3, -2, -1, 0].map((nth) => ({
      ...EXTENSION,
      registrations: [
        {
          agent: 'A',
          state: 'registered' as const,
          expiresAtMs: NOW + nth * 2 * MINUTE + 4 * MINUTE,
        },
      ],
    }));
    open(watched(...answers));
    expect(devices()[0]?.texts[1]).toBe(
      'Registered, expires 14:35:26, life 4 min, refreshes every 2 min',
    );
  });

  it('says of one that missed its rhythm when it should have refreshed', () => {
    const answers = [-3, -2, -1, 0].map((nth) => ({
      ...EXTENSION,
      registrations: [
        {
          agent: 'A',
          state: 'registered' as const,
          expiresAtMs: NOW + nth * 2 * MINUTE + 4 * MINUTE,
        },
      ],
    }));
    const refreshed = watched(...answers);
    const late = 3 * MINUTE;
    open({
      ...refreshed,
      registrations: refreshed.registrations.map((device) => ({
        ...device,
        registration: { ...device.registration, expiresAtMs: NOW + 4 * MINUTE - late },
      })),
    });
    expect(devices()[0]?.texts[1]).toBe(
      'Late, expires 14:32:26, life 4 min, refreshes every 2 min, missed at 14:30:26',
    );
  });

  it('says of a device that the answer no longer lists that it is gone', () => {
    const [first] = EXTENSION.registrations ?? [];
    const without = { ...EXTENSION, registrations: first ? [first] : [] };
    open(
      watched({ ...EXTENSION, registrations: EXTENSION.registrations?.slice(0, 2) ?? [] }, without),
    );
    expect(devices()[1]?.texts[1]).toBe('Lost, no longer listed by the service');
    expect(devices()[1]?.time).toBe('0:00 ago');
  });

  it('has the number and the name for a name, and says since when it is what it is', () => {
    open(watched(EXTENSION), { name: 'Ann, reception' });
    const drawer = within(screen.getByRole('dialog', { name: '0003*210, Ann, reception' }));
    expect(drawer.getByRole('heading', { level: 2 }).textContent).toBe('0003*210');
    expect(drawer.getByText('for 0:27').parentElement?.textContent).toBe('Ringingfor 0:27');
  });

  it('tells a moment instead of a length when the data is stale', () => {
    open(watched(EXTENSION), { staleFromMs: NOW - MINUTE });
    expect(screen.getByText('since 14:30:59')).toBeTruthy();
    expect(devices()[0]?.time).toBe('until 15:13:26');
  });

  it('says how often it was lost and back, and since when, while it flaps', () => {
    open(watched(EXTENSION), { flapping: { sinceMs: NOW - 12 * MINUTE, times: 3 } });
    expect(screen.getByText('Flapping: lost and back 3 times since 14:19')).toBeTruthy();
    cleanup();
    open(watched(EXTENSION));
    expect(screen.queryByText(/Flapping/)).toBeNull();
  });

  it('tells that nothing is listed from that nothing was asked', () => {
    open(watched({ number: '0003*210', registrations: [] }));
    expect(screen.getByText('The service lists no registration.')).toBeTruthy();
    cleanup();
    open(watched({ number: '0003*210', presence: 'online' }));
    expect(screen.getByText(/^Registrations were not asked for/)).toBeTruthy();
  });

  it('goes to the next and the one before by button and by key, as far as there are any', async () => {
    const { onOpen } = open(watched(EXTENSION));
    await userEvent.click(screen.getByRole('button', { name: 'Previous extension' }));
    expect(onOpen).toHaveBeenLastCalledWith('0003*209');
    const next = screen.getByRole('button', { name: 'Next extension' });
    expect(next.getAttribute('aria-disabled')).toBe('true');
    await userEvent.click(next);
    await userEvent.keyboard('{ArrowRight}j{Meta>}k{/Meta}');
    expect(onOpen).toHaveBeenCalledOnce();
    await userEvent.keyboard('k{ArrowLeft}');
    expect(onOpen).toHaveBeenCalledTimes(3);
  });

  it('says so when the list does not have it, and leads on from there', async () => {
    const { onOpen, onClose } = open(undefined, {
      neighbours: { previous: undefined, next: '0003*201' },
    });
    expect(screen.getByText('This list has no such extension')).toBeTruthy();
    await userEvent.click(screen.getByRole('button', { name: 'Next extension' }));
    expect(onOpen).toHaveBeenLastCalledWith('0003*201');
    await userEvent.click(screen.getByRole('button', { name: 'Close' }));
    expect(onClose).toHaveBeenCalledOnce();
  });

  it('shows the entry as it came, whatever is in it, and copies just that', async () => {
    const write = vi.spyOn(navigator.clipboard, 'writeText').mockResolvedValue();
    open(watched(EXTENSION), {
      entry: {
        extension: '0003*210',
        status: '2',
        registration: [{ agent: '<b>"a": 1</b>', registration: '1' }, {}],
        more: null,
      },
    });
    const text = [
      '{',
      '  "extension": "0003*210",',
      '  "status": "2",',
      '  "registration": [',
      '    { "agent": "<b>\\"a\\": 1</b>",',
      '      "registration": "1" },',
      '    {}',
      '  ],',
      '  "more": null',
      '}',
    ].join('\n');
    const answer = part('Answer from the service');
    expect(document.querySelector('pre')?.textContent).toBe(`${text}\n`);
    await userEvent.click(answer.getByRole('button', { name: 'Copy JSON' }));
    expect(write).toHaveBeenCalledWith(text);
  });

  it('says so when the last answer does not list it', () => {
    open(watched(EXTENSION));
    expect(screen.getByText('The last answer does not list this extension.')).toBeTruthy();
  });

  it('tells the last day in words too, and who saw it', () => {
    open(watched(EXTENSION));
    const day = part('Last 24 h');
    expect(day.getByText('registered 100 %, as seen by this browser since 14:21')).toBeTruthy();
    expect(day.getAllByRole('listitem').map(({ textContent }) => textContent)).toEqual([
      'No data 14:31 to 14:21',
      'Registered 14:21 to 14:30',
      'Ringing 14:30 to now',
    ]);
  });

  it('misses nothing of a day that the journal cut by its own clock, a moment later', () => {
    const sinceMs = NOW - 1440 * MINUTE + 800;
    open(watched(EXTENSION), { history: { ...HISTORY, source: 'journal', sinceMs } });
    expect(
      part('Last 24 h')
        .getAllByRole('listitem')
        .map(({ textContent }) => textContent),
    ).toEqual(['Registered 14:31 to 14:30', 'Ringing 14:30 to now']);
  });
});
