import AxeBuilder from '@axe-core/playwright';
import { expect, type Locator, type Page, type Route } from '@playwright/test';
import type { Silence } from '../src/contract/alerts.ts';
import type { Health } from '../src/contract/health.ts';
import type { PresenceEntry } from '../src/contract/presence.ts';
import { acknowledged } from './alerts-stand-in.ts';
import { journalWith } from './journal-answers.ts';
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

/** Twelve of forty lost together: of one somebody knows, and two more are muted, one that is lost and one that is not. */
const lostTogether = () => {
  const lost = numbers('0003', 22).slice(10).map(expired);
  return [...calm(10), ...lost, ...calm(40).slice(22)];
};
const muted = (number: string): Silence => ({ ...acknowledged(number), kind: 'mute' });
const SILENCES = [acknowledged('0003*210'), muted('0003*211'), muted('0003*201')];

const SILENT: Health = {
  status: 'stale',
  source: {
    ...{ kind: 'kamailio', asOf: null, since: null },
    ...{ reason: 'refused', error: 'db.example.net:5432 refuses the connection.' },
  },
  storage: { error: null, since: null },
  ...{ fleet: 0, version: '0.1.0', configuration: { faults: [] } },
};

/** As if somebody came back to the page, which asks for everything anew then, until something is seen. */
async function askUntil(page: Page, seen: Locator): Promise<void> {
  await expect(async () => {
    await page.evaluate(() => {
      window.dispatchEvent(new Event('visibilitychange'));
    });
    await expect(seen).toBeVisible({ timeout: 2000 });
  }).toPass();
}

for (const theme of ['dark', 'light']) {
  // One page for all of it: what axe looks at is what takes the time, and not what brings it about.
  test(`axe finds nothing on the wall, whatever becomes of it (${theme})`, async ({
    page,
    rollcall,
  }) => {
    test.setTimeout(240_000);
    // Tiles are at their places at once: of one that moves over another, the contrast is of neither.
    await page.emulateMedia({ reducedMotion: 'reduce' });
    await page.clock.install();
    const answer = await answerWith(page, calm(40));
    await journalWith(page, { registered: () => 15 });
    await page.route('**/alerts', (route) =>
      route.fulfill({ json: { silences: SILENCES, webhooks: 0 } }),
    );
    const look = (name: string) =>
      test.step(name, async () => expect(await faultsOf(page), name).toEqual([]));

    await openWall(page, rollcall.addresses, `&theme=${theme}&every=600&rotate=3600`);
    await expect(page.getByText(/^All registered since/)).toBeVisible();
    await expect(page.getByText('Page 1 of 3')).toBeAttached();
    await look('calm, with pages');
    await page.keyboard.press('ArrowRight');
    await expect(page.locator('path.recharts-area-curve')).toBeVisible();
    await look('Last 24 h');
    await page.keyboard.press('ArrowLeft');

    answer.entries = lostTogether();
    await askUntil(page, page.getByRole('main').getByText('12 of 40 lost'));
    await expect(tile(page, /^0003\*210, .*expired, .*acknowledged by Ann/)).toBeVisible();
    await expect(tile(page, /^0003\*201, registered, .*muted by Ann/)).toBeVisible();
    await look('a mass loss, and silences');
    await page.keyboard.press('ArrowLeft');
    await expect(page.locator('path.recharts-rectangle').first()).toBeVisible();
    await expect(page.getByRole('region', { name: 'Agents' })).toContainText('12 expired');
    await look('Agents');
    await page.keyboard.press('ArrowRight');

    const isSilent = (route: Route) => route.fulfill({ status: 503, json: SILENT });
    await page.route('**/health', isSilent);
    await askUntil(page, page.getByText('The source refuses the connection'));
    await look('a silent source');
    await page.unroute('**/health', isSilent);

    answer.entries = troubled(128);
    await askUntil(page, page.getByText('1 late').first());
    await look('problems');

    answer.isSilent = true;
    await page.clock.fastForward('00:11:00');
    await expect(page.getByRole('alert')).toHaveText(/^No answer/);
    await page.mouse.move(300, 300);
    await look('stale');

    answer.isSilent = false;
    // A number that long has room in no tile of so many; as few lamps as can be are looked at in a third of the time.
    answer.entries = [...troubled(240), registered('0003*200000000001')];
    await askUntil(page, page.locator('main span.rounded-chip').first());
    await look('lamps');

    answer.isSilent = true;
    await page.reload();
    await expect(page.getByRole('heading', { name: /does not answer/ })).toBeVisible();
    await look('nothing to show');
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
