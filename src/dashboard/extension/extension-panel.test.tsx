import { cleanup, render, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, describe, expect, it, vi } from 'vitest';
import type { Extension } from '../../presence/extension.ts';
import type { Flapping } from '../../presence/flapping.ts';
import { observe, startWatch, type WatchedExtension } from '../../presence/watch.ts';
import { SteadyClock } from '../clock/steady-clock.ts';
import { TickerContext } from '../clock/ticker.ts';
import { ExtensionPanel, panelHeightPx } from './extension-panel.tsx';

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

type Opened = { onClose?: () => void; name?: string; flapping?: Flapping };

function open(extension: WatchedExtension, opened: Opened = {}) {
  const { onClose = () => {}, name = '', flapping } = opened;
  const clock = new SteadyClock({ monotonicMs: () => NOW, wallMs: () => NOW });
  const view = { watchedSinceMs: NOW - 10 * MINUTE, staleFromMs: undefined };
  render(
    <TickerContext value={{ clock, nowMs: () => NOW, subscribe: () => () => {} }}>
      <ExtensionPanel
        {...{ id: 'panel', watched: extension, name, flapping, view, onClose }}
        condition="ringing"
        alerts={<p>Alerts on</p>}
        widthPx={1400}
      />
    </TickerContext>,
  );
}

const devices = () =>
  screen.getAllByRole('listitem').map((device) => ({
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
        texts: ['Linphone Desktop 5.2.6', 'Expired before this screen watched'],
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

  it('says of a device that the answer no longer lists that it is gone', () => {
    const [first] = EXTENSION.registrations ?? [];
    const without = { ...EXTENSION, registrations: first ? [first] : [] };
    open(
      watched({ ...EXTENSION, registrations: EXTENSION.registrations?.slice(0, 2) ?? [] }, without),
    );
    expect(devices()[1]?.texts[1]).toBe('Lost, no longer listed by the service');
    expect(devices()[1]?.time).toBe('0:00 ago');
  });

  it('has the number, the name and the word for a heading', () => {
    open(watched(EXTENSION), { name: 'Ann, reception' });
    const panel = screen.getByRole('region', { name: '0003*210, Ann, reception' });
    expect(within(panel).getByRole('heading').textContent).toBe('0003*210');
    expect(within(panel).getByText('Ringing')).toBeTruthy();
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

  it('closes', async () => {
    const onClose = vi.fn();
    open(watched(EXTENSION), { onClose });
    await userEvent.click(screen.getByRole('button', { name: 'Close 0003*210' }));
    expect(onClose).toHaveBeenCalledOnce();
  });
});

it.each([
  [3, 1400, 168],
  [4, 1400, 232],
  [3, 390, 296],
  [0, 1400, 168],
])('%i devices in a panel %i wide make it %i high', (count, widthPx, heightPx) => {
  const registrations = Array.from({ length: count }, (_, at) => ({
    agent: `Phone${at}/1.0`,
    state: 'expired' as const,
  }));
  expect(panelHeightPx(watched({ number: '0003*210', registrations }), widthPx)).toBe(heightPx);
});
