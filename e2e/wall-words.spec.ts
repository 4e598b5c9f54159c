import { expect, type Page } from '@playwright/test';
import type { PresenceEntry } from '../src/contract/presence.ts';
import { test } from './rollcall.ts';
import {
  answerWith,
  exit,
  expired,
  inTheMorning,
  MORNING,
  numbers,
  openWall,
  pass,
  passUntil,
  registered,
} from './wall-answers.ts';

test.use({ expectedFaults: [/ERR_CONNECTION_REFUSED/] });

// An answer that is still on its way when a test ends is no fault of the test.
test.afterEach(({ page }) => page.unrouteAll({ behavior: 'ignoreErrors' }));

/** As long as they come: many digits, and a name that nobody thought of. */
const AGENT = 'Grandstream GXP2170-Enterprise-Edition 1.0.11.64-beta';
const ALL = Array.from({ length: 4000 }, (_, nth) => `000123*${10_000 + nth}`);

const lost = (extension: string): PresenceEntry => ({
  ...{ extension, status: 0 },
  registration: [{ agent: AGENT, registration: '-2' }],
});
const present = (extension: string): PresenceEntry => ({
  ...registered(extension),
  registration: registered(extension).registration?.map((one) => ({ ...one, agent: AGENT })),
});

for (const [width, height] of [
  [1920, 1080],
  [3440, 1440],
  [1080, 1920],
] as const) {
  test(`what stands above and below the tiles is whole, and so are the names of rows, at ${width} x ${height}`, async ({
    page,
    rollcall,
  }) => {
    await page.setViewportSize({ width, height });
    const answer = await answerWith(page, ALL.map(present));
    await openWall(page, rollcall.addresses, '&every=1&sound=1&rotate=300');
    await expect(page.getByText('/ 4,000')).toBeVisible();
    await expect(page.getByText(/^All registered since/)).toBeVisible();
    expect(await faultsOf(page), 'calm').toEqual([]);

    answer.entries = ALL.map((number, nth) => (nth % 2 === 0 ? lost(number) : present(number)));
    await expect(page.getByRole('main').getByText(/^2,000 of 4,000 lost/)).toBeVisible();
    expect(await faultsOf(page), 'half of them lost').toEqual([]);

    answer.isSilent = true;
    await expect(page.getByRole('alert')).toHaveText(/^No answer/, { timeout: 30_000 });
    expect(await faultsOf(page), 'stale').toEqual([]);
  });
}

/** All that a foot may have to say at once, in full or shortened, by how it begins. */
const NOTES = [
  /^(Registrations are kept|Kept) in memory only/,
  /^1,\d\d\d of 2,000 shown$/,
  /^Demonstration fleet$/,
  /^No sound/,
  /^Ignored/,
  /configuration( was)? refused$/i,
  /behind( the service's)?$/,
  /^(The screen may|May) go to sleep/,
];

/** A television that has neither sound nor a wake lock. */
async function makePlain(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const request = () => Promise.reject(new DOMException('', 'NotAllowedError'));
    Object.defineProperty(navigator, 'wakeLock', { value: { request } });
    Reflect.deleteProperty(window, 'AudioContext');
  });
}

/** This screen's clock is ten minutes behind. */
const ahead = (page: Page) => () =>
  page.evaluate(() => new Date(Date.now() + 600_000).toUTCString());

test('a normal television tells at once what it lacks, beside two changes', async ({
  page,
  rollcall,
}) => {
  await page.setViewportSize({ width: 1920, height: 1080 });
  await page.clock.install({ time: MORNING });
  const all = numbers('0003', 40);
  const answer = await answerWith(page, all.map(inTheMorning), ahead(page));
  await makePlain(page);
  await openWall(page, rollcall.addresses, '&every=5&sound=1&rotate=300');
  await passUntil(page, page.getByText('Live'));
  answer.entries = all.map((number, nth) => (nth < 2 ? expired(number) : inTheMorning(number)));
  await pass(page, answer, 12);
  await page.mouse.move(400, 500);
  await passUntil(page, page.getByText('Rotation stopped'));
  await expect(page.locator('footer p > span')).toHaveText([
    /^No sound/,
    /^Clock 10 min behind/,
    'May go to sleep',
  ]);
  expect(await footFaultsOf(page)).toEqual([]);
  const changes = page.getByRole('list', { name: 'Recent changes' }).getByRole('listitem');
  // At once: the picture is on its way by a few pixels.
  const tops = await changes.evaluateAll((items) =>
    items.slice(0, 2).map((item) => item.getBoundingClientRect().top),
  );
  expect(tops).toEqual([tops[0], tops[0]]);
});

/** A service that is in trouble, and simulates its telephones. */
async function makeTrouble(page: Page, date: () => Promise<string>): Promise<void> {
  await page.route('**/health', async (route) => {
    const response = await route.fetch();
    const health = await response.json();
    const storage = { error: 'The disk is full.', since: MORNING.toJSON() };
    const configuration = { faults: ['http.port: is no number'] };
    const trouble = { status: 'degraded', fleet: 128, storage, configuration };
    const headers = { ...response.headers(), date: await date() };
    await route.fulfill({ response, headers, json: { ...health, ...trouble } });
  });
}

for (const [width, height] of [
  [1920, 1080],
  [1280, 1024],
  [3440, 1440],
  [1080, 1920],
] as const) {
  test(`the foot tells all that it has to, and keeps its marks and the latest change, at ${width} x ${height}`, async ({
    page,
    rollcall,
  }) => {
    test.setTimeout(120_000);
    await page.setViewportSize({ width, height });
    await page.clock.install({ time: MORNING });
    const all = [...numbers('000123', 1600), ...numbers('0007', 400)];
    const answer = await answerWith(page, all.map(inTheMorning), ahead(page));
    await makePlain(page);
    await makeTrouble(page, ahead(page));
    await openWall(
      page,
      rollcall.addresses,
      '&every=5&sound=1&rotate=300&find=000123&view=rows&theme=blue',
    );
    await passUntil(page, page.getByText('Live'));
    const told = async () => page.locator('footer p > span').allTextContents();
    answer.entries = all.map((number) =>
      number === '000123*1797' ? expired(number) : inTheMorning(number),
    );
    await pass(page, answer, 12);
    await page.mouse.move(400, 500);
    await passUntil(page, page.getByText('Rotation stopped'));

    const seen = new Set<string>();
    for (let turn = 0; turn < NOTES.length; turn += 1) {
      expect(await footFaultsOf(page)).toEqual([]);
      for (const text of await told()) seen.add(text);
      await pass(page, answer, 10);
    }
    const untold = NOTES.filter((note) => ![...seen].some((text) => note.test(text)));
    expect(untold, [...seen].join(' | ')).toEqual([]);
    await expect(exit(page)).toBeAttached();
  });
}

/** The notes, the marks of the pages and the latest change, where any of them is not seen whole. */
function footFaultsOf(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const screen = new DOMRect(0, 0, innerWidth, innerHeight);
    const isWithin = (inner: DOMRect, outer: DOMRect) =>
      inner.left >= outer.left - 1 &&
      inner.right <= outer.right + 1 &&
      inner.top >= outer.top - 1 &&
      inner.bottom <= outer.bottom + 1;
    const told = [
      ...document.querySelectorAll('footer p, footer p > span, footer p + span > *'),
      document.querySelector('footer li') ?? document.body,
    ];
    return told
      .filter((element) => !element.classList.contains('sr-only'))
      .filter((element) => {
        const box = element.getBoundingClientRect();
        const around = element.parentElement?.getBoundingClientRect() ?? screen;
        return element === document.body || !isWithin(box, screen) || !isWithin(box, around);
      })
      .map((element) => `${element.tagName} ${element.textContent}`);
  });
}

/** The words above and below the tiles, and beside the lamps, that reach beyond the window, are clipped, or lie on one another. */
function faultsOf(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    /** What has no room is left out of the line of changes, whole. */
    const LEFT_OUT = 'ul[aria-label="Recent changes"], .sr-only, :is(header, footer) [aria-live]';
    const words = Array.from(
      document.querySelectorAll('main header *, main footer *, main section span'),
    )
      .filter((element) => element.closest(LEFT_OUT) === null)
      .flatMap((element) => Array.from(element.childNodes))
      .filter((node) => node.nodeType === Node.TEXT_NODE && (node.textContent ?? '').trim() !== '')
      .map((node) => {
        const range = document.createRange();
        range.selectNodeContents(node);
        return { text: node.textContent ?? '', node, box: range.getBoundingClientRect() };
      })
      .filter(({ box }) => box.width > 1);
    const isClipped = (node: Node) => {
      const element = node.parentElement;
      return element !== null && element.scrollWidth > element.clientWidth + 1;
    };
    const beyond = words
      .filter(({ box }) => box.left < 0 || box.right > innerWidth || box.bottom > innerHeight)
      .map(({ text }) => `beyond the window: ${text}`);
    const clipped = words
      .filter(
        ({ node }) => isClipped(node) && getComputedStyle(parentOf(node)).overflow !== 'visible',
      )
      .map(({ text }) => `clipped: ${text}`);
    const covered = words.flatMap((a, nth) =>
      words
        .slice(nth + 1)
        .filter((b) => areaOf(a.box, b.box) > 4)
        .map((b) => `on one another: ${a.text} | ${b.text}`),
    );
    return [...beyond, ...clipped, ...covered];

    function parentOf(node: Node): Element {
      return node.parentElement ?? document.body;
    }
    /** How much of two boxes is the same, less the leading that lines share. */
    function areaOf(a: DOMRect, b: DOMRect): number {
      const width = Math.min(a.right, b.right) - Math.max(a.left, b.left) - 1;
      const height = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top) - a.height / 4;
      return width > 0 && height > 0 ? width * height : 0;
    }
  });
}
