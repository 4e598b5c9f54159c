import { test as base } from '@playwright/test';
import { Installation } from './installation.ts';
import { letPlaywrightSee } from './old-chromium.ts';
import { Phone, type PhoneOptions } from './phone.ts';

export type Options = {
  /** What rollcall.yaml says. Two extensions, so that one can be looked for. */
  configuration: Record<string, unknown>;
  /** What the browser may complain about in this spec, as text of the complaint. */
  expectedFaults: readonly RegExp[];
};

export type Fixtures = {
  /** A Rollcall that runs, for this test alone. */
  rollcall: Installation;
  /** A telephone of one of the configured extensions, silent until it is told to register. */
  plugIn: (number: string, options?: Partial<PhoneOptions>) => Promise<Phone>;
  /** Fails the test when the page throws, or writes a warning or an error to its console. */
  faults: undefined;
};

/** The password of every extension in the specs. */
export const PASSWORD = 'a-password-of-the-tests';

export const test = base.extend<Options & Fixtures, { sight: undefined }>({
  sight: [
    async ({ browser: _ }, use) => {
      await letPlaywrightSee();
      await use(undefined);
    },
    { auto: true, scope: 'worker' },
  ],
  configuration: [
    {
      extensions: [
        { number: '0003*210', password: PASSWORD, name: 'Ann, reception' },
        { number: '0003*299', registration: 'static', name: 'Door' },
      ],
    },
    { option: true },
  ],
  expectedFaults: [[], { option: true }],

  rollcall: async ({ configuration }, use, testInfo) => {
    const installation = await Installation.create(configuration);
    try {
      await installation.start();
      await use(installation);
    } finally {
      await testInfo.attach('rollcall.log', { body: installation.output });
      await installation.remove();
    }
  },

  plugIn: async ({ rollcall }, use) => {
    const phones: Phone[] = [];
    await use(async (number, options) => {
      const phone = await Phone.open({
        number,
        password: PASSWORD,
        agent: 'Yealink SIP-T46S 66.86.0.15',
        sipPort: rollcall.addresses.sipPort,
        ...options,
      });
      phones.push(phone);
      return phone;
    });
    for (const phone of phones) phone.unplug();
  },

  faults: [
    // It asks for the service so that it is judged while that still runs: a page may well complain when it stops.
    async ({ context, expectedFaults, rollcall: _ }, use) => {
      const faults: string[] = [];
      context.on('weberror', (webError) => faults.push(webError.error().message));
      context.on('console', (message) => {
        if (message.type() === 'error' || message.type() === 'warning') faults.push(message.text());
      });
      await use(undefined);
      const unexpected = faults.filter((text) => !expectedFaults.some((known) => known.test(text)));
      base.expect(unexpected, 'nothing may go wrong in the page').toEqual([]);
    },
    { auto: true },
  ],
});
