import { expect, type Page } from '@playwright/test';
import type { PresenceEntry } from '../src/contract/presence.ts';
import { test } from './rollcall.ts';
import { answerWith, openWall, registered } from './wall-answers.ts';

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
