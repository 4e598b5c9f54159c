import AxeBuilder from '@axe-core/playwright';
import { expect, type Page } from '@playwright/test';
import { KeptAlerts, listenTo, type Note, readNotifications } from './alerts-stand-in.ts';
import { test } from './rollcall.ts';
import { answerWith, expired, numbers, openWall, registered, tile } from './wall-answers.ts';

const ALL = numbers('0003', 40);

test.use({
  // To trace a page is to touch it, and to touch it unlocks its sound.
  trace: 'off',
  // Locked sound is what is tested; and who asks who is signed in, when nobody is.
  expectedFaults: [/AudioContext was not allowed to start|401 \(Unauthorized\)/],
});

// An answer that is still on its way when a test ends is no fault of the test.
test.afterEach(async ({ context }) => {
  for (const page of context.pages()) await page.unrouteAll({ behavior: 'ignoreErrors' });
});

/** The list with these expired, and everybody else registered. */
const losing = (...lost: string[]) =>
  ALL.map((number) => (lost.includes(number) ? expired(number) : registered(number)));

/** A list of the test's own, and the silences of all pages that share `alerts`. */
async function serve(page: Page, entries: ReturnType<typeof losing>, alerts = new KeptAlerts()) {
  const answer = await answerWith(page, entries, async () => new Date().toUTCString());
  await alerts.serve(page);
  return answer;
}

const LOSS = ['falls'];
const RECOVERY = ['rises'];
/** What is heard: two notes are a tone. */
const tonesOf = (notes: Note[]) =>
  notes.flatMap(({ hertz }, nth) => {
    const next = notes[nth + 1];
    if (nth % 2 === 1 || !next) return [];
    return next.hertz < hertz ? LOSS : RECOVERY;
  });

/** Waits until a wall of every second has drawn at least two more answers, in which nothing may have sounded. */
async function twoAnswers(page: Page): Promise<void> {
  for (let seen = 0; seen < 2; seen += 1) await page.waitForResponse(/\/uapi\//);
}

test('sound waits for a key, tells a loss and a recovery apart, a mass loss once, and replays nothing', async ({
  page,
  rollcall,
}) => {
  const notes = await listenTo(page);
  const tones = async () => tonesOf(await notes());
  const answer = await serve(page, losing());
  const { origin, token } = rollcall.addresses;
  // Playwright looks into a page as if somebody had touched it: not before it has opened its sound.
  const opened = page.waitForResponse(/\/uapi\//);
  await page.goto(`${origin}/?wall&every=1&sound=1#token=${token}`);
  await opened;
  await expect(tile(page, /^0003\*205, registered/)).toBeVisible();
  await expect(page.getByText('Sound locked: press any key')).toBeVisible();

  answer.entries = losing('0003*205');
  await expect(tile(page, /^0003\*205, expired/)).toBeVisible();
  await twoAnswers(page);
  await page.keyboard.press('x');
  await expect(page.getByText('Sound on')).toBeVisible();
  await twoAnswers(page);
  expect(await tones()).toEqual([]);

  answer.entries = losing();
  await expect.poll(tones).toEqual(RECOVERY);
  answer.entries = losing(...ALL.slice(10, 14));
  await expect.poll(tones).toEqual([...RECOVERY, ...LOSS]);
  answer.entries = losing(...ALL.slice(10, 16));
  await expect(tile(page, /^0003\*215, expired/)).toBeVisible();
  await twoAnswers(page);
  expect(await tones()).toEqual([...RECOVERY, ...LOSS]);

  const starts = (await notes()).map(({ startSeconds }) => startSeconds);
  expect(starts).toEqual([...starts].sort((a, b) => a - b));
});

test('quiet hours are silent, and say until when', async ({ page, rollcall }) => {
  const notes = await listenTo(page);
  const answer = await serve(page, losing());
  const hour = await page.evaluate(() => new Date().getHours());
  const until = (hour + 2) % 24;
  await openWall(page, rollcall.addresses, `&every=1&sound=1&quiet=${hour}-${until}`);
  await expect(tile(page, /^0003\*205, registered/)).toBeVisible();
  await page.keyboard.press('x');
  await expect(page.getByText(`Quiet until ${String(until).padStart(2, '0')}:00`)).toBeVisible();

  answer.entries = losing('0003*205');
  await expect(tile(page, /^0003\*205, expired/)).toBeVisible();
  await twoAnswers(page);
  expect(await notes()).toEqual([]);
});

test('what is acknowledged at a desk is marked on the wall, and is taken back from there', async ({
  context,
  page,
  rollcall,
}) => {
  const { origin, token } = rollcall.addresses;
  const tv = await context.newPage();
  await tv.setViewportSize({ width: 1920, height: 1080 });
  const alerts = new KeptAlerts();
  for (const screen of [page, tv]) await serve(screen, losing('0003*205'), alerts);
  await openWall(tv, rollcall.addresses, '&every=1');
  await expect(tile(tv, /^0003\*205, expired/)).toBeVisible();
  await page.goto(`${origin}/?every=1&extension=0003*205#token=${token}`);
  const panel = page.getByRole('dialog', { name: /^0003\*205/ });
  await panel.getByRole('button', { name: 'Acknowledge' }).click();

  await expect(panel.getByText('Acknowledged by Ann')).toBeVisible();
  const card = page.getByRole('button', { name: /^0003\*205/ });
  await expect(card).toHaveAccessibleName(/expired, .*, acknowledged by Ann/);
  await expect(tile(tv, /^0003\*205, expired, .*acknowledged by Ann/)).toBeVisible({
    timeout: 20_000,
  });

  await panel.getByRole('button', { name: 'Mute…' }).click();
  await expect(panel.getByRole('button', { name: '1 h' })).toBeFocused();
  await page.keyboard.press('Enter');
  // An hour before midnight it ends on another day.
  await expect(panel.getByText(/^Muted until (\d+ \w+ )?\d\d:\d\d by Ann$/)).toBeVisible();
  await panel.getByRole('button', { name: 'Take back the mute of extension 0003*205' }).click();
  await expect(panel.getByText('Acknowledged by Ann')).toBeVisible();
  await panel.getByRole('button', { name: /^Take back/ }).click();
  await expect(panel.getByText('Alerts on')).toBeVisible();
  await expect(tile(tv, /^0003\*205, expired, [^,]*, Yealink/)).toBeVisible({ timeout: 20_000 });
});

for (const theme of ['dark', 'light']) {
  test(`an organization is muted in the sheet, and webhooks are tried (${theme})`, async ({
    page,
    rollcall,
  }) => {
    const { origin, token } = rollcall.addresses;
    await serve(page, losing('0003*205'));
    await page.goto(`${origin}/?theme=${theme}#token=${token}`);
    await page.getByRole('button', { name: 'Alerts: Sound off' }).click();
    const sheet = page.getByRole('dialog', { name: 'Alerts' });
    await expect(sheet.getByText('Nothing is acknowledged or muted')).toBeVisible();
    await sheet.getByLabel('Mute', { exact: true }).selectOption('until taken back');
    await sheet.getByRole('button', { name: 'Mute', exact: true }).click();
    await expect(sheet.getByRole('listitem')).toHaveText(/organization 0003.*Muted by Ann/);
    await sheet.getByRole('button', { name: 'Send a test message' }).click();
    await expect(sheet.getByText('hooks.example.net took it (204)')).toBeVisible();
    const sound = sheet.getByRole('checkbox', { name: 'Sound' });
    await sound.click();
    await expect(sound).toBeChecked();
    await sheet.getByLabel('Quiet from').selectOption('22:00');
    await expect(page).toHaveURL(/sound=1&quiet=22-6/);
    const { violations } = await new AxeBuilder({ page })
      .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'])
      .analyze();
    expect(
      violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html}`)),
    ).toEqual([]);

    await sheet.getByRole('button', { name: 'Take back the mute of organization 0003' }).click();
    await expect(sheet.getByText('Nothing is acknowledged or muted')).toBeVisible();
  });
}

test('notifications come when asked for, with the cause, and in no browser that was not asked', async ({
  context,
  page,
  rollcall,
}) => {
  const { origin, token } = rollcall.addresses;
  await context.grantPermissions(['notifications'], { origin });
  const shown = await readNotifications(page);
  const answer = await serve(page, losing());
  await page.goto(`${origin}/?every=1#token=${token}`);
  const card = page.getByRole('button', { name: /^0003\*205/ });
  await expect(card).toHaveAccessibleName(/registered/);
  answer.entries = losing('0003*205');
  await expect(card).toHaveAccessibleName(/expired/);
  expect(await shown()).toEqual([]);

  await page.getByRole('button', { name: /^Alerts: / }).click();
  // The browser is asked first, which takes its time.
  const wanted = page.getByRole('checkbox', { name: 'Notifications' });
  await wanted.click();
  await expect(wanted).toBeChecked();
  await page.keyboard.press('Escape');
  answer.entries = losing('0003*205', '0003*206');
  await expect.poll(shown).toEqual(['0003*206 lost: Yealink SIP-T46S']);
});
