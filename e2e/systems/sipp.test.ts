import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import type { Installation } from '../installation.ts';
import { startClient } from './debian-program.ts';
import {
  installForTest,
  PASSWORD,
  registrationsOf,
  rollcallWith,
  secondsLeft,
} from './rollcall-for-test.ts';

const REGISTER = fileURLToPath(new URL('sipp-register.xml', import.meta.url));
const PUBLISH = fileURLToPath(new URL('sipp-publish.xml', import.meta.url));
const AGENT = 'Yealink SIP-T46S 66.86.0.15';

/**
 * Plays the scenario once for each row, over one socket, at most 250 a second; resolves with sipp's exit status, 0 when
 * every answer was the one that the scenario expects.
 */
async function sipp(
  rollcall: Installation,
  play: { scenario: string; rows: readonly string[]; transport: 'u1' | 't1' },
): Promise<number | null> {
  const { scenario, rows, transport } = play;
  const phones = await rollcall.write('phones.csv', ['SEQUENTIAL', ...rows, ''].join('\n'));
  const program = await startClient(
    'sipp',
    [
      ...['-sf', scenario, '-inf', phones, '-i', '127.0.0.1', '-t', transport, '-nostdin'],
      ...['-r', '250', '-m', String(rows.length), '-timeout', '60', '-timeout_error'],
      `127.0.0.1:${rollcall.addresses.sipPort}`,
    ],
    { cwd: rollcall.folder },
  );
  return program.ended;
}

const credentials = (number: string) => `[authentication username=${number} password=${PASSWORD}]`;

/** Registers every number once. */
function register(
  rollcall: Installation,
  { numbers, transport }: { numbers: readonly string[]; transport: 'u1' | 't1' },
): Promise<number | null> {
  const rows = numbers.map((number) => `${number};${AGENT};900;${credentials(number)}`);
  return sipp(rollcall, { scenario: REGISTER, rows, transport });
}

it.each([
  { name: 'UDP', transport: 'u1' },
  { name: 'TCP', transport: 't1' },
] as const)('registers over $name', async ({ transport }) => {
  const rollcall = await rollcallWith('0003*210');

  expect(await register(rollcall, { numbers: ['0003*210'], transport })).toBe(0);

  const [registration, ...others] = await registrationsOf(rollcall, '0003*210');
  expect(registration).toMatchObject({ agent: AGENT, registration: '1' });
  expect(secondsLeft(registration)).toBeGreaterThan(800);
  expect(secondsLeft(registration)).toBeLessThanOrEqual(900);
  expect(others).toEqual([]);
});

it('registers five hundred telephones at once', async () => {
  const numbers = Array.from({ length: 500 }, (_, index) => `0003*${1000 + index}`);
  const rollcall = await installForTest({ extensionsFile: 'extensions.csv' });
  await rollcall.write(
    'extensions.csv',
    numbers.map((number) => `${number},${PASSWORD},Desk ${number}\n`).join(''),
  );
  await rollcall.start();

  expect(await register(rollcall, { numbers, transport: 'u1' })).toBe(0);

  const entries = await rollcall.presence('@self?count=5000');
  expect(entries.map(({ extension }) => extension)).toEqual(numbers);
  const registered = entries.filter(
    ({ registration = [] }) => registration.length === 1 && registration[0]?.registration === '1',
  );
  expect(registered).toHaveLength(500);
});

it.each([
  { name: 'UDP', transport: 'u1' },
  { name: 'TCP', transport: 't1' },
] as const)(
  'publishes a call over $name, refreshes it, and is told of a wrong entity tag',
  async ({ transport }) => {
    const rollcall = await rollcallWith('0003*210');
    const numbers = ['0003*210'];
    expect(await register(rollcall, { numbers, transport })).toBe(0);

    const rows = numbers.map((number) => `${number};${credentials(number)}`);
    expect(await sipp(rollcall, { scenario: PUBLISH, rows, transport })).toBe(0);

    const [entry] = await rollcall.presence('0003*210');
    expect(entry?.status).toBe(3);
  },
);
