import AxeBuilder from '@axe-core/playwright';
import { expect, type Page } from '@playwright/test';
import type { PresenceEntry } from '../src/contract/presence.ts';
import { test } from './rollcall.ts';
import { answerWith, expired, numbers, openWall, registered } from './wall-answers.ts';

test.use({
  viewport: { width: 1920, height: 1080 },
  expectedFaults: [/ERR_CONNECTION_REFUSED|Failed to load resource/],
});

// An answer that is still on its way when a test ends is no fault of the test.
test.afterEach(({ page }) => page.unrouteAll({ behavior: 'ignoreErrors' }));

async function faultsOf(page: Page): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page })
    .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'])
    .analyze();
  return violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html}`));
}

const calm = (count: number) => numbers('0003', count).map((number) => registered(number));
/** Something of every condition, so that each of its colours is looked at. */
const troubled = (count: number): PresenceEntry[] => {
  const [agent, soon] = [
    'Zoiper rv2.10',
    `${new Date(Date.now() + 25_000).toISOString().slice(0, 19)}Z`,
  ];
  const special: PresenceEntry[] = [
    expired('0003*200'),
    {
      extension: '0003*201',
      status: 1,
      registration: [{ agent, registration: '1', expire: soon }],
    },
    { extension: '0003*202', status: 0, registration: [{ agent: '', registration: '-1' }] },
    { extension: '0003*203', status: 0, registration: [{ agent, registration: '0' }] },
    { ...registered('0003*204'), status: 2 },
    { ...registered('0003*205'), status: 3 },
    { extension: '0003*206', status: 0, registration: [{ agent: '', registration: '2' }] },
  ];
  return [...special, ...calm(count).slice(special.length)];
};

type State = {
  name: string;
  entries: () => readonly PresenceEntry[];
  view?: string;
  seen: string | RegExp;
};

const STATES: readonly State[] = [
  { name: 'calm', entries: () => calm(40), seen: /^All registered since/ },
  { name: 'problems', entries: () => troubled(128), seen: '1 expired' },
  { name: 'several pages', entries: pages, view: '&rotate=20', seen: /^Page 1 of \d$/ },
  { name: 'lamps', entries: () => troubled(720), seen: '1 expired' },
];

function pages(): PresenceEntry[] {
  return ['0003', '0007', '0012', '0021'].flatMap((prefix) =>
    numbers(prefix, 110).map((number) => registered(number)),
  );
}

for (const theme of ['dark', 'light']) {
  for (const { name, entries, view = '', seen } of STATES) {
    test(`axe finds nothing on the wall (${theme}, ${name})`, async ({ page, rollcall }) => {
      test.setTimeout(240_000);
      await answerWith(page, entries());
      await openWall(page, rollcall.addresses, `&theme=${theme}&every=600${view}`);
      await expect(page.getByText(seen).first()).toBeAttached();
      expect(await faultsOf(page)).toEqual([]);
    });
  }

  test(`axe finds nothing on a wall that is stale, or has nothing to show (${theme})`, async ({
    page,
    rollcall,
  }) => {
    test.setTimeout(120_000);
    const answer = await answerWith(page, troubled(40));
    await openWall(page, rollcall.addresses, `&theme=${theme}&every=1`);
    await expect(page.getByText('1 expired').first()).toBeVisible();
    answer.isSilent = true;
    await expect(page.getByRole('alert')).toHaveText(/^No answer/, { timeout: 30_000 });
    await page.mouse.move(300, 300);
    expect(await faultsOf(page)).toEqual([]);

    await page.reload();
    await expect(page.getByRole('heading', { name: /does not answer/ })).toBeVisible();
    expect(await faultsOf(page)).toEqual([]);
  });
}
