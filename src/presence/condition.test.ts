import { describe, expect, it } from 'vitest';
import { CONDITIONS, type Condition, conditionAt, lateWithinMs, rankOf } from './condition.ts';
import type { Extension, Registration } from './extension.ts';
import { observe, startWatch, type Watch, type WatchedExtension } from './watch.ts';

const NOW_MS = Date.parse('2026-11-23T14:30:00Z');
const PHONE = 'Yealink SIP-T46S 66.86.0.15';

const live = (leftSeconds: number, agent = PHONE): Registration => ({
  agent,
  state: 'registered',
  expiresAtMs: NOW_MS + leftSeconds * 1000,
});
const of = (state: Registration['state'], agent = PHONE): Registration => ({ agent, state });

/** An extension that was seen once, at NOW_MS. */
function seen(extension: Omit<Extension, 'number'>): WatchedExtension {
  return watchedAfter([{ number: '0003*210', ...extension }]);
}

/** The extension after several answers, a second apart; the last at NOW_MS. */
function watchedAfter(extensions: readonly Extension[]): WatchedExtension {
  let watch: Watch = startWatch(NOW_MS);
  extensions.forEach((extension, index) => {
    const atMs = NOW_MS - (extensions.length - 1 - index) * 1000;
    watch = observe(watch, { extensions: [extension], isWhole: true, atMs });
  });
  const watched = watch.extensions.get('0003*210');
  if (!watched) throw new Error('The extension is not on the list.');
  return watched;
}

describe('the condition of an extension', () => {
  const rows: { told: string; extension: Omit<Extension, 'number'>; condition: Condition }[] = [
    {
      told: 'expired when all registrations are -2',
      extension: { presence: 'unknown', registrations: [of('expired'), of('expired', 'Zoiper')] },
      condition: 'expired',
    },
    {
      told: 'expired when one is -2 and the other was signed off: a softphone excuses no dead desk phone',
      extension: {
        presence: 'unknown',
        registrations: [of('not-registered', 'Zoiper'), of('expired')],
      },
      condition: 'expired',
    },
    {
      told: 'not registered when the registration is -1',
      extension: { presence: 'unknown', registrations: [of('not-registered')] },
      condition: 'not-registered',
    },
    {
      told: 'unknown when the registration is 0',
      extension: { presence: 'online', registrations: [of('unknown')] },
      condition: 'unknown',
    },
    {
      told: 'unknown when the status is 0 and nothing is listed',
      extension: { presence: 'unknown', registrations: [] },
      condition: 'unknown',
    },
    {
      told: 'not registered when nothing is listed and the status is another',
      extension: { presence: 'online', registrations: [] },
      condition: 'not-registered',
    },
    {
      told: 'ringing when the status is 2',
      extension: { presence: 'ringing', registrations: [live(600)] },
      condition: 'ringing',
    },
    {
      told: 'busy when the status is 3',
      extension: { presence: 'busy', registrations: [live(600)] },
      condition: 'busy',
    },
    {
      told: 'registered when a registration is 1 and the status is 1',
      extension: { presence: 'online', registrations: [live(600)] },
      condition: 'registered',
    },
    {
      told: 'registered when a registration is 1, even where the status is 0',
      extension: { presence: 'unknown', registrations: [live(600)] },
      condition: 'registered',
    },
    {
      told: 'in need of no registration when it is 2',
      extension: { presence: 'unknown', registrations: [of('static', '')] },
      condition: 'static',
    },
    {
      told: 'not asked when the request left the registration out',
      extension: { presence: 'online' },
      condition: 'not-asked',
    },
    {
      told: 'busy when only the status was asked',
      extension: { presence: 'busy' },
      condition: 'busy',
    },
  ];
  it.each(rows)('is $told', ({ extension, condition }) => {
    expect(conditionAt(seen(extension), NOW_MS).condition).toBe(condition);
  });

  it('is lost when it was registered while watched and now is -1', () => {
    const watched = watchedAfter([
      { number: '0003*210', presence: 'online', registrations: [live(600)] },
      { number: '0003*210', presence: 'unknown', registrations: [of('not-registered')] },
    ]);
    expect(conditionAt(watched, NOW_MS).condition).toBe('lost');
  });

  it('is busy or ringing rather than late by a second device', () => {
    const watched = seen({
      presence: 'busy',
      registrations: [live(600), { ...live(1, 'Zoiper') }, of('expired', 'MicroSIP/3.21.5')],
    });
    expect(conditionAt(watched, NOW_MS + 500).condition).toBe('busy');
  });

  it('is calm beside a lost device, and counts it', () => {
    const watched = seen({
      presence: 'online',
      registrations: [live(600), of('expired', 'Zoiper')],
    });
    expect(conditionAt(watched, NOW_MS)).toMatchObject({ condition: 'registered', partlyLost: 1 });
  });

  it('is read from the live device with most time left', () => {
    const watched = seen({
      presence: 'online',
      registrations: [live(60, 'Zoiper'), live(600)],
    });
    expect(conditionAt(watched, NOW_MS).main?.registration.agent).toBe(PHONE);
  });
});

describe('late', () => {
  it('is under a tenth of the life, and at most a minute', () => {
    expect(lateWithinMs(120_000)).toBe(12_000);
    expect(lateWithinMs(600_000)).toBe(60_000);
    expect(lateWithinMs(3_600_000)).toBe(60_000);
  });

  it('begins when the clock says so, without another answer', () => {
    const watched = seen({ presence: 'online', registrations: [live(120)] });
    const before = conditionAt(watched, NOW_MS + 107_000);
    expect(before.condition).toBe('registered');
    expect(conditionAt(watched, (before.changesAtMs ?? 0) - 1).condition).toBe('registered');
    expect(conditionAt(watched, before.changesAtMs ?? 0).condition).toBe('late');
    expect(conditionAt(watched, NOW_MS + 119_000).condition).toBe('late');
  });

  it('stays late past its time: only the service says expired', () => {
    const watched = seen({ presence: 'online', registrations: [live(120)] });
    expect(conditionAt(watched, NOW_MS + 300_000).condition).toBe('late');
  });
});

it('ranks conditions in the order of the list, expired and lost alike', () => {
  const ranks = CONDITIONS.map(rankOf);
  expect(ranks).toEqual([...ranks].sort((a, b) => a - b));
  expect(rankOf('lost')).toBe(rankOf('expired'));
});
