import { expect, it, onTestFinished } from 'vitest';
import type { Installation } from '../installation.ts';
import { Phone } from '../phone.ts';
import { PASSWORD, rollcallWith } from './rollcall-for-test.ts';

const NUMBER = '0003*210';
const [UNKNOWN, ONLINE, RINGING, BUSY] = [0, 1, 2, 3];

async function plugIn(rollcall: Installation): Promise<Phone> {
  const { sipPort } = rollcall.addresses;
  const phone = await Phone.open({ number: NUMBER, password: PASSWORD, agent: 'Desk', sipPort });
  onTestFinished(() => phone.unplug());
  return phone;
}

/** What an API client reads of the extension's calls. */
async function statusOf(rollcall: Installation): Promise<number | undefined> {
  const [entry] = await rollcall.presence(NUMBER);
  return entry?.status;
}

it('follows a call from its first ring to its end', async () => {
  const rollcall = await rollcallWith(NUMBER);
  const phone = await plugIn(rollcall);
  expect(await statusOf(rollcall)).toBe(UNKNOWN);

  await phone.register(600);
  expect(await statusOf(rollcall)).toBe(ONLINE);
  await phone.publish('early');
  expect(await statusOf(rollcall)).toBe(RINGING);
  await phone.publish('confirmed');
  expect(await statusOf(rollcall)).toBe(BUSY);
  await phone.publish('terminated');
  expect(await statusOf(rollcall)).toBe(ONLINE);
});

it('knows of a call, and its telephone goes on with it, after a kill -9', async () => {
  const rollcall = await rollcallWith(NUMBER);
  const phone = await plugIn(rollcall);
  await phone.register(600);
  await phone.publish('early');

  await rollcall.stop('SIGKILL');
  await rollcall.start();

  expect(await statusOf(rollcall)).toBe(RINGING);
  await phone.publish('confirmed');
  expect(await statusOf(rollcall)).toBe(BUSY);
});
