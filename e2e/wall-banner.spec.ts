import { expect, type Page } from '@playwright/test';
import { connectionFaultOf } from '../src/service/connection-fault.ts';
import { test } from './rollcall.ts';
import { answerWith, numbers, openWall, registered } from './wall-answers.ts';

// A service that does not hear from its source says so with this status.
test.use({ expectedFaults: [/503/] });

// An answer that is still on its way when a test ends is no fault of the test.
test.afterEach(({ page }) => page.unrouteAll({ behavior: 'ignoreErrors' }));

const WHERE = 'registrations.voice.example-telecom.net:5432';

/** The longest of what the service says of each kind, and what another program may say. */
const FAULTS = [
  ...['SELF_SIGNED_CERT_IN_CHAIN', 'EAI_AGAIN', 'ETIMEDOUT', 'ECONNREFUSED'].map((code) =>
    connectionFaultOf(Object.assign(new Error(code), { code }), WHERE),
  ),
  { reason: 'unauthorized', sentence: `${WHERE} accepts neither App ID nor App secret.` },
  { reason: 'other', sentence: `${WHERE} closed the connection before it had answered.` },
] as const;

for (const [width, height, count] of [
  [1920, 1080, 12],
  [1920, 1080, 10_000],
  [1080, 1920, 128],
] as const) {
  test(`why the source is silent is told to its end over ${count} at ${width} x ${height}`, async ({
    page,
    rollcall,
  }) => {
    test.setTimeout(120_000);
    await page.setViewportSize({ width, height });
    await answerWith(
      page,
      numbers('0003', count).map((number) => registered(number)),
    );
    let source = {};
    await page.route('**/health', async (route) => {
      const response = await route.fetch();
      const health = { ...(await response.json()), status: 'stale', source };
      await route.fulfill({ response, status: 503, json: health });
    });
    for (const { reason, sentence } of FAULTS) {
      // Of another day, which takes the most room.
      const asOf = new Date(Date.now() - 40 * 3_600_000).toJSON();
      source = { kind: 'kamailio', asOf, since: asOf, reason, error: sentence };
      await openWall(page, rollcall.addresses);
      await expect(page.getByText(sentence)).toBeVisible({ timeout: 30_000 });
      await expect(page.getByText(/The service goes on asking it\.$/)).toBeVisible();
      expect(await cutOf(page), sentence).toEqual([]);
    }
  });
}

/** What of the top is cut, or lies on something else of it. */
function cutOf(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const header = document.querySelector('main header');
    const around = header?.getBoundingClientRect() ?? new DOMRect();
    const boxes = Array.from(header?.children ?? [], (part) => part.getBoundingClientRect());
    const beyond = boxes
      .filter(({ top, bottom }) => top < around.top - 1 || bottom > around.bottom + 1)
      .map(({ top, bottom }) => `${top} to ${bottom} reaches beyond ${around.bottom}`);
    const covered = boxes.flatMap((a, nth) =>
      boxes
        .slice(nth + 1)
        .filter((b) => a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom)
        .map((b) => `${a.left} ${a.top} lies on ${b.left} ${b.top}`),
    );
    const clipped = Array.from(document.querySelectorAll('main header p'))
      // Lines may be tighter than their letters are high.
      .filter(
        (text) =>
          text.scrollWidth > text.clientWidth + 1 ||
          (text.scrollHeight > text.clientHeight + 1 &&
            getComputedStyle(text).overflow !== 'visible'),
      )
      .map(({ textContent }) => `clipped: ${textContent}`);
    return [...beyond, ...covered, ...clipped];
  });
}
