import { onTestFailed, onTestFinished, vi } from 'vitest';
import { type Health, healthSchema } from '../../src/contract/health.ts';
import type { PresenceEntry, PresenceRegistration } from '../../src/contract/presence.ts';
import { CERTIFICATES, Installation } from '../installation.ts';
import { Phone } from '../phone.ts';

/** The password of every extension here. */
export const PASSWORD = 'a-password-of-the-tests';

/** An Installation that the end of the test removes; a test that fails says what it printed. */
export async function installForTest(
  configuration: Record<string, unknown>,
): Promise<Installation> {
  const installation = await Installation.create(configuration);
  onTestFinished(() => installation.remove());
  onTestFailed(() => void process.stdout.write(`Rollcall printed:\n${installation.output}\n`));
  return installation;
}

/** One that runs and knows these extensions, over UDP, TCP and TLS. */
export async function rollcallWith(...numbers: readonly string[]): Promise<Installation> {
  const installation = await installForTest({
    sip: { realm: 'pbx.example.net', tls: { port: 0, ...CERTIFICATES.first } },
    extensions: numbers.map((number) => ({ number, password: PASSWORD })),
  });
  await installation.start();
  return installation;
}

/** A telephone of one of its extensions, which the end of the test unplugs. */
export async function plugIn(rollcall: Installation, number: string): Promise<Phone> {
  const { sipPort } = rollcall.addresses;
  const phone = await Phone.open({ number, password: PASSWORD, agent: `Desk ${number}`, sipPort });
  onTestFinished(() => phone.unplug());
  return phone;
}

/** What it says of itself to anybody. */
export async function healthOf(rollcall: Installation): Promise<Health> {
  const response = await fetch(`${rollcall.addresses.origin}/health`);
  return healthSchema.parse(await response.json());
}

/** What an API client sees of one extension. */
export async function registrationsOf(
  rollcall: Installation,
  number: string,
): Promise<readonly PresenceRegistration[]> {
  const entries: PresenceEntry[] = await rollcall.presence(number);
  return entries.flatMap(({ registration = [] }) => registration);
}

/** How long the API says that a registration will last; NaN when it says nothing. */
export function secondsLeft(registration: PresenceRegistration | undefined): number {
  return (Date.parse(registration?.expire ?? '') - Date.now()) / 1000;
}

/** Asks the API until `expectation` no longer throws. Fails with its error after `withinSeconds`. */
export function eventually<T>(expectation: () => Promise<T>, withinSeconds = 20): Promise<T> {
  return vi.waitFor(expectation, { timeout: withinSeconds * 1000, interval: 100 });
}
