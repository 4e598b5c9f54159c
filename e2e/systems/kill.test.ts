import { expect, it } from 'vitest';
import type { Installation } from '../installation.ts';
import { Phone } from '../phone.ts';
import { installForTest, PASSWORD } from './rollcall-for-test.ts';

const ROUNDS = 10;
/** Telephones of one round, which are also those that register within its one second. */
const PER_SECOND = 500;
const TICK_MS = 10;

const NUMBERS = Array.from({ length: ROUNDS * PER_SECOND }, (_, n) => `0003*${10_000 + n}`);

const wait = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

type Desk = { readonly number: string; readonly phone: Phone };

/** Telephones that register one after the other, 500 a second, whether or not they are answered. */
class Rush {
  /** Whose 200 has arrived. */
  readonly acknowledged: string[] = [];
  readonly #phones: readonly Desk[];
  #started = 0;
  #timer: NodeJS.Timeout | undefined;

  private constructor(phones: readonly Desk[]) {
    this.#phones = phones;
  }

  static async of(numbers: readonly string[], sipPort: string): Promise<Rush> {
    const opening = numbers.map(async (number) => {
      const phone = await Phone.open({ number, password: PASSWORD, agent: 'Desk', sipPort });
      return { number, phone };
    });
    return new Rush(await Promise.all(opening));
  }

  /** Resolves when the first one is registered. */
  begin(): Promise<void> {
    const beganAtMs = performance.now();
    return new Promise((resolve, reject) => {
      this.#timer = setInterval(() => {
        const due = Math.ceil(((performance.now() - beganAtMs) / 1000) * PER_SECOND);
        for (const { number, phone } of this.#phones.slice(this.#started, due)) {
          phone.register(3600).then(() => {
            this.acknowledged.push(number);
            resolve();
          }, reject);
        }
        this.#started = Math.max(this.#started, due);
      }, TICK_MS);
    });
  }

  end(): void {
    clearInterval(this.#timer);
    for (const { phone } of this.#phones) phone.unplug();
  }
}

/** The extensions that the API shows as registered. */
async function registered(rollcall: Installation): Promise<ReadonlySet<string | undefined>> {
  const entries = await rollcall.presence(`@self?count=${NUMBERS.length}`);
  const live = entries.filter(({ registration = [] }) => registration[0]?.registration === '1');
  return new Set(live.map(({ extension }) => extension));
}

it('has every binding that it acknowledged after each of ten kill -9 at 500 REGISTER/s', async () => {
  const rollcall = await installForTest({ extensionsFile: 'extensions.csv' });
  await rollcall.write(
    'extensions.csv',
    NUMBERS.map((number) => `${number},${PASSWORD},Desk\n`).join(''),
  );
  await rollcall.start();
  const acknowledged: string[] = [];

  for (let round = 0; round < ROUNDS; round++) {
    const numbers = NUMBERS.slice(round * PER_SECOND, (round + 1) * PER_SECOND);
    const rush = await Rush.of(numbers, rollcall.addresses.sipPort);
    await rush.begin();
    const moment = Math.random() * 900;
    await wait(moment);
    await rollcall.stop('SIGKILL');
    await rollcall.start();
    rush.end();
    acknowledged.push(...rush.acknowledged);

    const there = await registered(rollcall);
    const missing = acknowledged.filter((number) => !there.has(number));
    expect(missing, `round ${round}, killed ${moment} ms after the first 200`).toEqual([]);
  }
});
