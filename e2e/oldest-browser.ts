import { expect, type Page } from '@playwright/test';
import { PASSWORD, test } from './rollcall.ts';
import { readStyleSheet } from './style-sheet.ts';
import { answerWith, expired, numbers, openWall, registered, tile } from './wall-answers.ts';

test('this is Chromium 88', ({ browser }) => {
  expect(browser.version()).toMatch(/^88\./);
});

/** The colour in the middle of what is found, as it is painted. */
async function colourInTheMiddle(page: Page, selector: string): Promise<number[]> {
  const picture = (await page.locator(selector).first().screenshot()).toString('base64');
  return page.evaluate(async (base64) => {
    const image = new Image();
    image.src = `data:image/png;base64,${base64}`;
    await image.decode();
    const canvas = document.createElement('canvas');
    canvas.width = image.width;
    canvas.height = image.height;
    const context = canvas.getContext('2d');
    context?.drawImage(image, 0, 0);
    const [x, y] = [Math.floor(image.width / 2), Math.floor(image.height / 2)];
    return Array.from(context?.getImageData(x, y, 1, 1).data ?? []).slice(0, 3);
  }, picture);
}

/** The colour of a registered extension's bar, and of its lamp's dot. */
const REG_BAR = [0x58, 0x75, 0x90];

test.describe('the board', () => {
  test.use({
    configuration: {
      extensions: numbers('0003', 24).map((number) => ({ number, password: PASSWORD })),
    },
  });

  for (const view of ['cards', 'tiles', 'lamps', 'table']) {
    test(`shows every extension, and opens one (${view})`, async ({ page, rollcall, plugIn }) => {
      const phone = await plugIn('0003*200');
      await phone.register(600);
      const { origin, token } = rollcall.addresses;
      await page.goto(`${origin}/?every=1&view=${view}#token=${token}`);
      const shown = page.getByRole('button', { name: /^0003\*2\d\d/ });
      await expect(shown).toHaveCount(24);
      const first = page.getByRole('button', { name: /^0003\*200.*registered/ });
      await expect(first).toBeVisible();
      const boxes = await shown.evaluateAll((buttons) =>
        buttons.map((button) => button.getBoundingClientRect().toJSON()),
      );
      for (const box of boxes) {
        expect(box.width).toBeGreaterThan(12);
        expect(box.height).toBeGreaterThan(12);
      }
      expect(new Set(boxes.map(({ left, top }) => `${left} ${top}`)).size).toBe(24);
      if (view === 'lamps') {
        expect(await colourInTheMiddle(page, '.lamp-dot')).toEqual(REG_BAR);
      }

      await first.click();
      const drawer = page.getByRole('dialog', { name: /^0003\*200/ });
      await expect(drawer).toContainText('Yealink SIP-T46S');
      await expect(drawer).toContainText('66.86.0.15');
      await page.keyboard.press('Escape');
      await expect(drawer).toBeHidden();
    });
  }
});

test.describe('the wall', () => {
  // An answer that is still on its way when a test ends is no fault of the test.
  test.afterEach(({ page }) => page.unrouteAll({ behavior: 'ignoreErrors' }));

  test('has two rows at its top on a screen that stands upright', async ({ page, rollcall }) => {
    await answerWith(
      page,
      numbers('0003', 128).map((number) => registered(number)),
    );
    const top = page.getByRole('main').locator('header');
    const layout = async (width: number, height: number) => {
      await page.setViewportSize({ width, height });
      await openWall(page, rollcall.addresses);
      await expect(tile(page, /^0003\*327, registered/)).toBeVisible();
      return top.evaluate((header) => ({
        unitPx: Math.round(Number.parseFloat(getComputedStyle(document.documentElement).fontSize)),
        columns: getComputedStyle(header).gridTemplateColumns.split(' ').length,
      }));
    };
    expect(await layout(1920, 1080)).toEqual({ unitPx: 10, columns: 3 });
    expect(await layout(1080, 1920)).toEqual({ unitPx: 10, columns: 2 });
  });

  test('has its dots where there are only lamps', async ({ page, rollcall }) => {
    await page.setViewportSize({ width: 1920, height: 1080 });
    const answer = await answerWith(
      page,
      numbers('0003', 1300).map((number) => registered(number)),
    );
    await openWall(page, rollcall.addresses, '&every=1');
    await expect(page.getByRole('img', { name: '0003*200, registered' })).toBeVisible();
    const [red = 0, green = 0, blue = 0] = await colourInTheMiddle(page, '.lamp-dot');
    expect(Math.hypot(red - 0x58, green - 0x75, blue - 0x90)).toBeLessThan(24);

    // The poll goes on.
    answer.entries = answer.entries.map((entry, nth) => (nth === 0 ? expired('0003*200') : entry));
    await expect(tile(page, /^0003\*200, expired/)).toBeVisible();
  });
});

test('it can sound', async ({ page, rollcall }) => {
  await page.goto(rollcall.addresses.startLink);
  await page.getByRole('button', { name: /^0003\*210/ }).click();
  const sounded = await page.evaluate(async () => {
    const context = new AudioContext();
    const tone = new OscillatorNode(context, { frequency: 440 });
    tone.connect(new GainNode(context, { gain: 0 })).connect(context.destination);
    tone.start();
    await context.resume();
    return context.state;
  });
  expect(sounded).toBe('running');
});

/** What Chromium 88 leaves out, and nobody misses on a screen that is only looked at. */
const LEFT_OUT = [
  // Since 89. Before, there are no forced colours to keep to.
  /forced-color/,
  // Since 89, 93 and 121: the look of a file's button, of a tick, of a scroll bar.
  /::file-selector-button|^accent-color|^scrollbar-color/,
  // Other browsers' own words.
  /::?-(webkit|moz)-|^-webkit-text-decoration/,
  // Nobody prints on a television.
  /^print-color-adjust/,
  // Guarded by @supports: the colour of a placeholder.
  /^color: color-mix/,
  // Words of the source that Tailwind takes for its classes.
  / in \.(transform|filter):/,
];

test('it understands all of the style sheet', async ({ page, rollcall }) => {
  await page.goto(rollcall.addresses.startLink);
  const href = await page.locator('link[rel=stylesheet]').getAttribute('href');
  const response = await page.request.get(new URL(href ?? '', page.url()).href);
  const asked = readStyleSheet(await response.text());
  expect(asked.rules.length).toBeGreaterThan(200);

  const notUnderstood = await page.evaluate(({ mediaQueries, rules }) => {
    const queries = mediaQueries.filter((query) => matchMedia(query).media === 'not all');
    const selectors = rules.flatMap((rule) =>
      rule.selectors
        .split(/,(?![^(]*\))/)
        .filter((selector) => !CSS.supports(`selector(${selector})`)),
    );
    const declarations = rules.flatMap((rule) => {
      const known = rule.declarations.filter(([property, value]) => CSS.supports(property, value));
      const hasOther = (property: string) => known.some(([other]) => other === property);
      return rule.declarations
        .filter(([property]) => !hasOther(property))
        .map(([property, value]) => `${property}: ${value} in ${rule.selectors}`);
    });
    return [...queries, ...selectors, ...declarations];
  }, asked);
  expect(notUnderstood.filter((text) => !LEFT_OUT.some((known) => known.test(text)))).toEqual([]);
});
