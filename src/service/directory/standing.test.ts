import { expect, it } from 'vitest';
import { FakeClock } from '../fake-clock.rig.ts';
import { createDirectory } from './directory.ts';

const DESK = { extension: '0003*210', device: 'desk', agent: 'Yealink SIP-T46S 66.86.0.15' };
const SOFTPHONE = { ...DESK, device: 'soft', agent: 'Zoiper rv2.10.20.4' };

function listen() {
  const clock = new FakeClock(Date.parse('2026-11-23T14:30:00Z'));
  const directory = createDirectory({ clock });
  const told: string[] = [];
  const stop = directory.onChange((number, standing, atMs) => {
    const states = standing?.extension.registrations?.map(({ state }) => state) ?? ['gone'];
    const presence = standing?.extension.presence ?? '';
    told.push([new Date(atMs).toISOString().slice(11, 19), number, presence, ...states].join(' '));
  });
  const provision = (...numbers: string[]) =>
    directory.provision(numbers.map((number) => ({ number, name: '', static: false })));
  return { clock, directory, told, stop, provision };
}

it('tells of several things that ran out before anybody looked each at its own time', () => {
  const { clock, directory, told, provision } = listen();
  provision('0003*210');
  directory.registered(DESK, clock.now() + 60_000);
  directory.registered(SOFTPHONE, clock.now() + 90_000);
  directory.published(
    { extension: '0003*210', publication: 'a', presence: 'busy' },
    clock.now() + 75_000,
  );
  told.length = 0;
  clock.advance(600_000);
  expect(told).toEqual([]);
  expect(directory.version).toBeGreaterThan(0);
  expect(told).toEqual([
    '14:31:00 0003*210 busy registered expired',
    '14:31:15 0003*210 online registered expired',
    '14:31:30 0003*210 unknown expired expired',
  ]);
});

it('tells which extensions come and go, and nothing of those that do not exist', () => {
  const { clock, directory, told, provision } = listen();
  directory.registered(DESK, clock.now() + 60_000);
  expect(told).toEqual([]);
  provision('0003*210', '0003*211');
  provision('0003*211');
  expect(told).toEqual([
    '14:30:00 0003*210 online registered',
    '14:30:00 0003*211 unknown not-registered',
    '14:30:00 0003*210  gone',
  ]);
});

it('tells a refresh too, and nothing to who has stopped listening', () => {
  const { clock, directory, told, stop, provision } = listen();
  provision('0003*210');
  directory.registered(DESK, clock.now() + 60_000);
  clock.advance(30_000);
  directory.registered(DESK, clock.now() + 60_000);
  expect(told.slice(1)).toEqual([
    '14:30:00 0003*210 online registered',
    '14:30:30 0003*210 online registered',
  ]);
  stop();
  clock.advance(600_000);
  expect(directory.standings()[0]?.extension.registrations).toMatchObject([{ state: 'expired' }]);
  expect(told).toHaveLength(3);
});
