import AxeBuilder from '@axe-core/playwright';
import { expect, type Page } from '@playwright/test';
import type { PresenceEntry } from '../src/contract/presence.ts';
import { test } from './rollcall.ts';
import { answerWith, expired, numbers, openWall, registered, tile } from './wall-answers.ts';

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
  const agent = 'Zoiper rv2.10';
  // Its time is up and it is still called registered, so it is late and stays so.
  const past = `${new Date(Date.now() - 5000).toISOString().slice(0, 19)}Z`;
  const special: PresenceEntry[] = [
    expired('0003*200'),
    {
      extension: '0003*201',
      status: 1,
      registration: [{ agent, registration: '1', expire: past }],
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

test('where less motion is asked for nothing on the wall moves', async ({ page, rollcall }) => {
  await answerWith(page, troubled(40));
  await openWall(page, rollcall.addresses, '&every=600');
  const ringing = tile(page, /^0003\*204, ringing/);
  const glyph = ringing.locator('svg').first();
  const moving = { place: ringing, picture: page.locator('main > div') };
  await expect(glyph).toHaveCSS('animation-name', 'lamp');
  await expect(moving.place).toHaveCSS('transition-duration', '0.24s');
  await expect(moving.picture).toHaveCSS('transition-duration', '3s');

  await page.emulateMedia({ reducedMotion: 'reduce' });
  await expect(glyph).toHaveCSS('animation-name', 'none');
  await expect(moving.place).toHaveCSS('transition-duration', '0s');
  await expect(moving.picture).toHaveCSS('transition-duration', '0s');
});

/** What the person's own colours are called, as the browser works them out. */
function systemColours(page: Page) {
  return page.evaluate(() => {
    const probe = document.body.appendChild(document.createElement('span'));
    const colourOf = (name: string) => {
      probe.style.color = name;
      return getComputedStyle(probe).color;
    };
    const names = ['CanvasText', 'Highlight', 'HighlightText'];
    const [text, plate, onPlate] = names.map(colourOf);
    probe.remove();
    return { text, plate, onPlate };
  });
}

for (const { view, count, place } of [
  { view: 'view=cards', count: 40, place: 'main button' },
  { view: 'view=tiles', count: 40, place: 'main button' },
  { view: 'wall', count: 128, place: 'main li > div' },
]) {
  test(`in forced colours the states are told apart by their edges (${view})`, async ({
    page,
    rollcall,
  }) => {
    const { origin, token } = rollcall.addresses;
    await answerWith(page, troubled(count));
    await page.goto(`${origin}/?${view}&rotate=0&every=600#token=${token}`);
    await page.emulateMedia({ forcedColors: 'active' });
    const { text, plate, onPlate } = await systemColours(page);
    const plateOf = (state: string) =>
      page
        .locator(place)
        .filter({ has: page.locator('svg') })
        .and(page.locator(`.${state}`))
        .first();
    const glyphOf = (state: string) => plateOf(state).locator('svg').first();

    await expect(plateOf('tone-absent')).toHaveCSS('border-top-style', 'dashed');
    await expect(plateOf('tone-late')).toHaveCSS('border-top-style', 'solid');
    await expect(plateOf('tone-late')).toHaveCSS('border-top-width', '2px');
    await expect(plateOf('tone-quiet')).toHaveCSS('border-top-width', '1px');
    await expect(plateOf('tone-lost')).toHaveCSS('background-color', `${plate}`);
    await expect(glyphOf('tone-lost')).toHaveCSS('color', `${onPlate}`);
    for (const state of ['tone-absent', 'tone-late', 'tone-quiet', 'tone-busy', 'tone-ringing']) {
      await expect(plateOf(state)).not.toHaveCSS('background-color', `${plate}`);
      await expect(glyphOf(state)).toHaveCSS('color', `${text}`);
    }
  });
}

for (const view of ['view=lamps', 'wall']) {
  test(`in forced colours the lamps are told apart by their edges (${view})`, async ({
    page,
    rollcall,
  }) => {
    const { origin, token } = rollcall.addresses;
    await answerWith(page, troubled(720));
    await page.goto(`${origin}/?${view}&rotate=0&every=600#token=${token}`);
    await page.emulateMedia({ forcedColors: 'active' });
    const { text, plate } = await systemColours(page);
    const lamp = (state: string) => page.locator(`main span.rounded-chip.${state}`).first();
    await expect(lamp('lamp-lit')).toHaveCSS('border-top-width', '1px');
    await expect(lamp('lamp-lit').locator('svg')).toHaveCSS('color', `${text}`);
    await expect(lamp('tone-absent')).toHaveCSS('border-top-width', '0px');
    await expect(lamp('tone-absent').locator('svg')).toHaveCSS('color', `${text}`);
    await expect(lamp('plate-solid')).toHaveCSS('background-color', `${plate}`);
    const dot = await lamp('lamp-dot').evaluate(
      (element) => getComputedStyle(element, '::before').backgroundImage,
    );
    expect(dot).toContain(`${text}`);
  });
}
