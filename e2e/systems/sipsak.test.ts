import { expect, it } from 'vitest';
import type { Installation } from '../installation.ts';
import { startClient } from './debian-program.ts';
import { PASSWORD, registrationsOf, rollcallWith, secondsLeft } from './rollcall-for-test.ts';

const NUMBER = '0003*250';

/** Registers once and resolves with sipsak's exit status: 0 after a 200. */
async function sipsak(
  rollcall: Installation,
  { password = PASSWORD, expires }: { password?: string; expires: number },
): Promise<number | null> {
  const aor = `sip:${NUMBER}@127.0.0.1:${rollcall.addresses.sipPort}`;
  const contact = `sip:${NUMBER}@127.0.0.1:7777`;
  const program = await startClient(
    'sipsak',
    ['-U', '-s', aor, '-u', NUMBER, '-a', password, '-C', contact, '-x', String(expires), '-vv'],
    { cwd: rollcall.folder },
  );
  return program.ended;
}

it('registers with digest', async () => {
  const rollcall = await rollcallWith(NUMBER);

  expect(await sipsak(rollcall, { expires: 600 })).toBe(0);

  const [registration, ...others] = await registrationsOf(rollcall, NUMBER);
  expect(registration?.registration).toBe('1');
  expect(registration?.agent).toMatch(/^sipsak /);
  expect(secondsLeft(registration)).toBeGreaterThan(500);
  expect(secondsLeft(registration)).toBeLessThanOrEqual(600);
  expect(others).toEqual([]);
});

it('is refused with a wrong password', async () => {
  const rollcall = await rollcallWith(NUMBER);

  expect(await sipsak(rollcall, { password: 'a-wrong-one', expires: 600 })).not.toBe(0);

  expect(await registrationsOf(rollcall, NUMBER)).toEqual([{ agent: '', registration: '-1' }]);
});
