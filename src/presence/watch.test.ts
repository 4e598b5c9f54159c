import { describe, expect, it } from 'vitest';
import type { Extension, Registration } from './extension.ts';
import { observe, startWatch, type Watch, type WatchedExtension } from './watch.ts';

const START_MS = Date.parse('2026-11-23T14:30:00Z');
const AGENT = 'snomD785/10.1.84.12';

/** Answers that are given so many seconds after the start, each with the registrations of one extension. */
type Answer = { atSeconds: number; registrations?: readonly Registration[]; isWhole?: boolean };

const until = (seconds: number, agent = AGENT): Registration => ({
  agent,
  state: 'registered',
  expiresAtMs: START_MS + seconds * 1000,
});

function watchAfter(answers: readonly Answer[]): Watch {
  return answers.reduce(
    (watch, { atSeconds, registrations, isWhole = true }) =>
      observe(watch, {
        extensions: registrations
          ? [{ number: '0003*210', presence: 'online', registrations }]
          : [],
        isWhole,
        atMs: START_MS + atSeconds * 1000,
      }),
    startWatch(START_MS),
  );
}

function only(watch: Watch): WatchedExtension {
  const watched = watch.extensions.get('0003*210');
  if (!watched) throw new Error('The extension is not on the list.');
  return watched;
}

describe('the life of a registration', () => {
  it('is not known of a device that is seen for the first time', () => {
    const [device] = only(watchAfter([{ atSeconds: 0, registrations: [until(60)] }])).registrations;
    expect(device).toMatchObject({ longestLeftMs: 60_000, lifeIsKnown: false });
  });

  it('is known once its expiry has moved forward', () => {
    const answers = [
      { atSeconds: 0, registrations: [until(20)] },
      { atSeconds: 10, registrations: [until(130)] },
      { atSeconds: 60, registrations: [until(130)] },
    ];
    const [device] = only(watchAfter(answers)).registrations;
    expect(device).toMatchObject({ longestLeftMs: 120_000, lifeIsKnown: true });
  });

  it('begins whole when the device comes back while watched', () => {
    const answers = [
      { atSeconds: 0, registrations: [{ agent: AGENT, state: 'expired' } as const] },
      { atSeconds: 10, registrations: [until(130)] },
    ];
    const [device] = only(watchAfter(answers)).registrations;
    expect(device).toMatchObject({ longestLeftMs: 120_000, lifeIsKnown: true });
    expect(device).not.toHaveProperty('lostAtMs');
  });
});

describe('a registration that was watched', () => {
  it('ended when its time ran out, not when the answer said so', () => {
    const answers = [
      { atSeconds: 0, registrations: [until(20)] },
      { atSeconds: 25, registrations: [{ agent: AGENT, state: 'expired' } as const] },
    ];
    expect(only(watchAfter(answers)).registrations[0]?.lostAtMs).toBe(START_MS + 20_000);
  });

  it('ended when the service says that it was removed', () => {
    const removed: Registration = {
      agent: AGENT,
      state: 'not-registered',
      expiresAtMs: START_MS + 12_000,
    };
    const answers = [
      { atSeconds: 0, registrations: [until(600)] },
      { atSeconds: 15, registrations: [removed] },
    ];
    expect(only(watchAfter(answers)).registrations[0]?.lostAtMs).toBe(START_MS + 12_000);
  });

  it('is lost when the extension is listed without it', () => {
    const answers = [
      { atSeconds: 0, registrations: [until(600)] },
      { atSeconds: 5, registrations: [] },
    ];
    expect(only(watchAfter(answers)).registrations).toEqual([
      expect.objectContaining({
        registration: { agent: AGENT, state: 'not-registered' },
        lostAtMs: START_MS + 5000,
        isGone: true,
      }),
    ]);
  });

  it('is not lost when it came back as another device of the same agent', () => {
    const answers = [
      { atSeconds: 0, registrations: [until(600), until(500)] },
      { atSeconds: 5, registrations: [until(600)] },
    ];
    expect(only(watchAfter(answers)).registrations).toHaveLength(1);
  });

  it('is remembered as lost for a quarter of an hour beside a live one, and then not', () => {
    const beside = (atSeconds: number) => ({ atSeconds, registrations: [until(9000, 'Zoiper')] });
    const begin = { atSeconds: 0, registrations: [until(600), until(9000, 'Zoiper')] };
    const changed = (atSeconds: number) => ({
      atSeconds,
      registrations: [until(9000 + atSeconds, 'Zoiper')],
    });
    expect(only(watchAfter([begin, beside(5), changed(800)])).registrations).toHaveLength(2);
    expect(only(watchAfter([begin, beside(5), changed(906)])).registrations).toHaveLength(1);
  });
});

describe('an extension that leaves the list', () => {
  it('stays as lost for a quarter of an hour when it was registered', () => {
    const gone = [
      { atSeconds: 0, registrations: [until(600)] },
      { atSeconds: 5 },
      { atSeconds: 100 },
    ];
    expect(only(watchAfter(gone))).toMatchObject({ goneAtMs: START_MS + 5000 });
    expect(watchAfter([...gone, { atSeconds: 906 }]).extensions.size).toBe(0);
  });

  it('is no loss when it was not registered', () => {
    const answers = [
      { atSeconds: 0, registrations: [{ agent: '', state: 'not-registered' } as const] },
      { atSeconds: 5 },
    ];
    expect(watchAfter(answers).extensions.size).toBe(0);
  });

  it('is no loss when the answer is one page of the list', () => {
    const answers = [
      { atSeconds: 0, registrations: [until(600)] },
      { atSeconds: 5, isWhole: false },
    ];
    expect(watchAfter(answers).extensions.size).toBe(0);
  });
});

it('keeps the object of an extension about which nothing changed', () => {
  const extension: Extension = { number: '0003*210', registrations: [until(600)] };
  const roll = { extensions: [extension], isWhole: true, atMs: START_MS };
  const first = observe(startWatch(START_MS), roll);
  const second = observe(first, { ...roll, atMs: START_MS + 5000 });
  expect(second.extensions.get('0003*210')).toBe(first.extensions.get('0003*210'));
});
