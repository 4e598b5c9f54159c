import { expect, type Page } from '@playwright/test';
import type { Installation } from './installation.ts';
import { test } from './rollcall.ts';
import {
  answerWith,
  exit,
  expired,
  inTheMorning,
  isStale,
  MINUTE,
  MORNING,
  numbers,
  openWall,
  pass,
  passUntil,
  tile,
} from './wall-answers.ts';
import { heightOf } from './wall-sight.ts';

test.use({
  viewport: { width: 1920, height: 1080 },
  expectedFaults: [/ERR_CONNECTION_REFUSED|Failed to load resource|broken on purpose/],
});

// An answer that is still on its way when a test ends is no fault of the test.
test.afterEach(({ page }) => page.unrouteAll({ behavior: 'ignoreErrors' }));

/** Little time at once, so that a page that is asked for is there before the page's clock gives it up. */
function passSlowlyUntil(page: Page, isSo: () => boolean | Promise<boolean>): Promise<void> {
  const look = async () => {
    await page.clock.runFor(2000);
    return isSo();
  };
  return expect.poll(look, { intervals: [100], timeout: 120_000 }).toBe(true);
}

const ALL = numbers('0003', 12);

test.describe('a new release', () => {
  /** The index as a service with another release serves it; `name` is that of its entry. */
  function release(page: Page) {
    const served = { name: '', status: 200, loads: 0, hasEntry: true };
    page.on('load', () => {
      served.loads += 1;
    });
    const isScript = ({ pathname }: URL) => /^\/assets\/next-\d+\.js$/.test(pathname);
    let entry = '';
    return {
      served,
      async install() {
        await page.route(
          ({ pathname }) => pathname === '/',
          async (route) => {
            const response = await route.fetch();
            const html = await response.text();
            entry = /\/assets\/index-[\w-]+\.js/.exec(html)?.[0] ?? '';
            if (served.status !== 200) return route.fulfill({ status: served.status });
            const name = served.name === '' ? entry : `/assets/${served.name}.js`;
            return route.fulfill({ response, body: html.replace(entry, name) });
          },
        );
        await page.route(isScript, (route) =>
          served.hasEntry
            ? // The same program by another name: what it loads later asks for the first one.
              route.fulfill({ contentType: 'text/javascript', body: `import '${entry}';` })
            : route.fulfill({ status: 404 }),
        );
      },
    };
  }

  /** A wall on which twelve are registered, in the release that it is to stay in. */
  async function openCalmWall(page: Page, { addresses }: Installation) {
    await page.clock.install({ time: MORNING });
    const answer = await answerWith(page, ALL.map(inTheMorning));
    const { served, install } = release(page);
    await install();
    await openWall(page, addresses, '&every=60');
    await passUntil(page, tile(page, /^0003\*200, registered/));
    served.loads = 0;
    return { answer, served };
  }

  test('is taken once, when the service has it, and not while anything is wrong', async ({
    page,
    rollcall,
  }) => {
    test.setTimeout(240_000);
    const { answer, served } = await openCalmWall(page, rollcall);
    await pass(page, answer, 6 * MINUTE);
    expect(served.loads, 'the same release').toBe(0);

    served.name = 'next-1';
    served.status = 502;
    await pass(page, answer, 6 * MINUTE);
    served.status = 200;
    served.hasEntry = false;
    await pass(page, answer, 6 * MINUTE);
    expect(served.loads, 'a proxy without its service, and an index without its entry').toBe(0);

    served.hasEntry = true;
    answer.isSilent = true;
    await pass(page, answer, 8 * MINUTE);
    await isStale(page);
    expect(served.loads, 'while no data comes').toBe(0);

    answer.isSilent = false;
    await passSlowlyUntil(page, () => served.loads === 1);
    await expect(exit(page)).toBeAttached();
    expect(page.url()).toContain('wall');
    await passUntil(page, tile(page, /^0003\*200, registered/));
    await pass(page, answer, 12 * MINUTE);
    expect(served.loads, 'it has come').toBe(1);
  });

  test('that is another one each time it is asked for makes no loop', async ({
    page,
    rollcall,
  }) => {
    test.setTimeout(240_000);
    const { answer, served } = await openCalmWall(page, rollcall);
    let nth = 0;
    for (let minute = 0; minute < 30; minute += 3) {
      nth += 1;
      served.name = `next-${nth}`;
      await pass(page, answer, 3 * MINUTE);
      await passUntil(page, tile(page, /^0003\*200, registered/));
    }
    expect(served.loads).toBeGreaterThanOrEqual(2);
    expect(served.loads).toBeLessThanOrEqual(3);
  });

  test('waits while what was lost is news', async ({ page, rollcall }) => {
    test.setTimeout(240_000);
    const { answer, served } = await openCalmWall(page, rollcall);
    answer.entries = ALL.map((number, nth) => (nth < 4 ? expired : inTheMorning)(number));
    await pass(page, answer, 2 * MINUTE);
    const cause = page.getByRole('main').getByText(/^4( of 12)? lost/);
    await expect(cause).toBeVisible();

    served.name = 'next-1';
    await pass(page, answer, 11 * MINUTE);
    await expect(cause).toBeVisible();
    expect(served.loads, 'while the loss is young').toBe(0);
    await passSlowlyUntil(page, () => served.loads === 1);
    await passUntil(page, tile(page, /^0003\*205, registered/));
  });
});

test('a wall that stops drawing says so, and starts anew once the service can give it the page', async ({
  page,
  rollcall,
}) => {
  test.setTimeout(240_000);
  await page.clock.install({ time: MORNING });
  const answer = await answerWith(page, ALL.map(inTheMorning));
  await openWall(page, rollcall.addresses, '&every=5');
  await passUntil(page, tile(page, /^0003\*200, registered/));
  const fault = page.getByRole('heading', { name: 'This page has a fault' });
  /** Nothing that a service could send breaks a page; this does. */
  const breakPage = () =>
    page.evaluate(() => {
      Number.prototype.toLocaleString = () => {
        throw new Error('broken on purpose');
      };
    });
  let loads = 0;
  page.on('load', () => {
    loads += 1;
  });

  await breakPage();
  answer.entries = [expired('0003*200')];
  await pass(page, answer, 8);
  await expect(fault).toBeVisible();
  // Readable from afar, and not dead: the clock goes on.
  expect(await heightOf(fault, 'box')).toBeGreaterThanOrEqual(32);
  await expect(page.getByRole('timer')).toBeVisible();
  let isAway = true;
  await page.route(
    ({ pathname }) => pathname === '/',
    (route) => (isAway ? route.abort('connectionrefused') : route.continue()),
  );
  await pass(page, answer, 70);
  await expect(fault).toBeVisible();
  isAway = false;
  await passSlowlyUntil(page, () => tile(page, /^0003\*200/).isVisible());
  expect(loads).toBe(1);

  await breakPage();
  answer.entries = ALL.map(inTheMorning);
  await pass(page, answer, 8);
  await expect(fault).toBeVisible();
  await pass(page, answer, 5 * MINUTE);
  expect(loads, 'no loop').toBe(1);
  await passSlowlyUntil(page, () => loads === 2);
});
