import { describe, expect, it } from 'vitest';
import type { Extension, Registration } from './extension.ts';
import { observe, startWatch, type Watch } from './watch.ts';

const NOON = Date.parse('2026-11-23T12:00:00Z');
const MINUTE = 60_000;

const live = (agent: string, expiresAtMs: number): Registration => ({
  agent,
  state: 'registered',
  expiresAtMs,
});
const ended = (agent: string, state: Registration['state'] = 'not-registered'): Registration => ({
  agent,
  state,
});
const ann = (...registrations: Registration[]): Extension => ({
  number: '0003*210',
  presence: 'online',
  registrations,
});

/** The watch after whole answers, each at its own minute. */
function watchOf(...answers: (readonly Extension[])[]): Watch {
  return answers.reduce(
    (watch, extensions, minute) =>
      observe(watch, { extensions, isWhole: true, atMs: NOON + minute * MINUTE }),
    startWatch(NOON),
  );
}
const annIn = (watch: Watch) => watch.extensions.get('0003*210');
const devicesOf = (watch: Watch) => annIn(watch)?.registrations ?? [];

describe('the life of a registration', () => {
  it('is not known at first sight, and the longest time left stands in for it', () => {
    const [device] = devicesOf(watchOf([ann(live('A', NOON + 7 * MINUTE))]));
    expect(device).toMatchObject({ longestLeftMs: 7 * MINUTE, lifeIsKnown: false });
  });

  it('stays as it was while the time runs down', () => {
    const running = [ann(live('A', NOON + 7 * MINUTE))];
    const [device] = devicesOf(watchOf(running, [...running], [...running]));
    expect(device).toMatchObject({ longestLeftMs: 7 * MINUTE, lifeIsKnown: false });
  });

  it('is learnt when expire moves forward', () => {
    const [device] = devicesOf(
      watchOf([ann(live('A', NOON + 2 * MINUTE))], [ann(live('A', NOON + 11 * MINUTE))]),
    );
    expect(device).toMatchObject({ longestLeftMs: 10 * MINUTE, lifeIsKnown: true });
  });

  it('is learnt anew when the phone asks for less than before', () => {
    const [device] = devicesOf(
      watchOf([ann(live('A', NOON + 2 * MINUTE))], [ann(live('A', NOON + 3 * MINUTE))]),
    );
    expect(device).toMatchObject({ longestLeftMs: 2 * MINUTE, lifeIsKnown: true });
  });

  it('is not learnt from an expire that moves by a second only', () => {
    const [device] = devicesOf(
      watchOf([ann(live('A', NOON + 7 * MINUTE))], [ann(live('A', NOON + 7 * MINUTE + 1000))]),
    );
    expect(device).toMatchObject({ longestLeftMs: 7 * MINUTE, lifeIsKnown: false });
  });

  it('is not learnt from an expire that moves back', () => {
    const [device] = devicesOf(
      watchOf([ann(live('A', NOON + 9 * MINUTE))], [ann(live('A', NOON + 4 * MINUTE))]),
    );
    expect(device).toMatchObject({ longestLeftMs: 9 * MINUTE, lifeIsKnown: false });
  });

  it('is whole for a device that came back while it was watched', () => {
    const [device] = devicesOf(
      watchOf([ann(ended('A', 'expired'))], [ann(live('A', NOON + 6 * MINUTE))]),
    );
    expect(device).toMatchObject({ longestLeftMs: 5 * MINUTE, lifeIsKnown: true });
    expect(device).not.toHaveProperty('lostAtMs');
  });

  it('is nothing when the answer gives no expire', () => {
    const [device] = devicesOf(watchOf([ann({ agent: 'A', state: 'registered' })]));
    expect(device).toMatchObject({ longestLeftMs: 0, lifeIsKnown: false });
  });

  it('is kept apart for two devices of one agent', () => {
    const devices = devicesOf(
      watchOf(
        [ann(live('A', NOON + 2 * MINUTE), live('A', NOON + 8 * MINUTE))],
        [ann(live('A', NOON + 2 * MINUTE), live('A', NOON + 31 * MINUTE))],
      ),
    );
    expect(devices.map(({ longestLeftMs }) => longestLeftMs)).toEqual([2 * MINUTE, 30 * MINUTE]);
  });
});

describe('a device that was registered while watched', () => {
  it('is lost from the moment that the service says it ended', () => {
    const [device] = devicesOf(
      watchOf(
        [ann(live('A', NOON + 5 * MINUTE))],
        [ann({ ...ended('A'), expiresAtMs: NOON + 20_000 })],
      ),
    );
    expect(device?.lostAtMs).toBe(NOON + 20_000);
  });

  it('is lost from its own expiry when it expired', () => {
    const [device] = devicesOf(
      watchOf([ann(live('A', NOON + 40_000))], [ann(ended('A', 'expired'))]),
    );
    expect(device?.lostAtMs).toBe(NOON + 40_000);
  });

  it('is lost from the answer that says so where nothing tells more', () => {
    const [device] = devicesOf(watchOf([ann(live('A', NOON + 5 * MINUTE))], [ann(ended('A'))]));
    expect(device?.lostAtMs).toBe(NOON + MINUTE);
  });

  it('keeps the time of its loss while it stays lost', () => {
    const [device] = devicesOf(
      watchOf([ann(live('A', NOON + 5 * MINUTE))], [ann(ended('A'))], [ann(ended('A'))]),
    );
    expect(device?.lostAtMs).toBe(NOON + MINUTE);
  });

  it('is lost when the answer no longer lists it', () => {
    const [device] = devicesOf(watchOf([ann(live('A', NOON + 5 * MINUTE))], [ann()]));
    expect(device).toEqual({
      registration: { agent: 'A', state: 'not-registered' },
      longestLeftMs: 0,
      lifeIsKnown: false,
      lostAtMs: NOON + MINUTE,
      isGone: true,
    });
  });

  it('leaves no ghost when the same agent comes back as another device', () => {
    const devices = devicesOf(
      watchOf(
        [ann(live('A', NOON + 5 * MINUTE), live('A', NOON + 61 * MINUTE))],
        [ann(live('A', NOON + 61 * MINUTE))],
      ),
    );
    expect(devices).toHaveLength(1);
  });

  it('stays beside a live one for fifteen minutes after it vanished', () => {
    const both = [ann(live('A', NOON + 60 * MINUTE), live('B', NOON + 60 * MINUTE))];
    const one = [ann(live('B', NOON + 60 * MINUTE))];
    const minutesOfOne = (minutes: number) => Array.from({ length: minutes }, () => one);
    expect(devicesOf(watchOf(both, ...minutesOfOne(15)))).toHaveLength(2);
    expect(devicesOf(watchOf(both, ...minutesOfOne(16)))).toHaveLength(1);
  });

  it('stays for as long as nothing else is registered', () => {
    const answers = Array.from({ length: 60 }, () => [ann()]);
    expect(devicesOf(watchOf([ann(live('A', NOON + 5 * MINUTE))], ...answers))).toHaveLength(1);
  });
});

describe('an extension that vanished from the list', () => {
  const listed = [ann(live('A', NOON + 60 * MINUTE))];
  const none: readonly Extension[] = [];

  it('stays as lost when it was registered', () => {
    const gone = annIn(watchOf(listed, none));
    expect(gone?.goneAtMs).toBe(NOON + MINUTE);
    expect(gone?.registrations).toMatchObject([{ isGone: true, lostAtMs: NOON + MINUTE }]);
  });

  it('is not called busy any more', () => {
    const busy = [{ ...ann(live('A', NOON + 60 * MINUTE)), presence: 'busy' as const }];
    expect(annIn(watchOf(busy, none))?.extension.presence).toBe('unknown');
  });

  it('is taken as removed after fifteen minutes', () => {
    const minutes = (count: number) => Array.from({ length: count }, () => none);
    expect(annIn(watchOf(listed, ...minutes(15)))).toBeDefined();
    expect(annIn(watchOf(listed, ...minutes(16)))).toBeUndefined();
  });

  it('is taken as removed at once when it was not registered', () => {
    expect(annIn(watchOf([ann(ended('A'))], none))).toBeUndefined();
    expect(annIn(watchOf([ann(ended('A', 'static'))], none))).toBeUndefined();
  });

  it('is back as if it had not been away', () => {
    const back = annIn(watchOf(listed, none, listed));
    expect(back).not.toHaveProperty('goneAtMs');
    expect(back?.registrations).toMatchObject([{ registration: { state: 'registered' } }]);
  });

  it('is not missed on a page that is not the whole list', () => {
    const watch = observe(watchOf(listed), {
      extensions: [{ number: '0003*300', registrations: [] }],
      isWhole: false,
      atMs: NOON + MINUTE,
    });
    expect([...watch.extensions.keys()]).toEqual(['0003*300']);
  });
});

describe('what did not change', () => {
  it('keeps its object, and so do the lost', () => {
    const bob: Extension = { number: '0003*211', registrations: [live('B', NOON + 5 * MINUTE)] };
    const first = [ann(live('A', NOON + 60 * MINUTE), live('C', NOON + 60 * MINUTE)), bob];
    const second = [ann(live('A', NOON + 60 * MINUTE))];
    const before = watchOf(first, second);
    const after = observe(before, {
      extensions: [...second],
      isWhole: true,
      atMs: NOON + 2 * MINUTE,
    });
    expect(annIn(after)).toBe(annIn(before));
    expect(after.extensions.get('0003*211')).toBe(before.extensions.get('0003*211'));
  });

  it('does not grow with the answers that were watched', () => {
    const answers = Array.from({ length: 1000 }, (_, minute) => [
      ann(live(`Agent ${minute}`, NOON + (minute + 5) * MINUTE)),
    ]);
    expect(devicesOf(watchOf(...answers)).length).toBeLessThanOrEqual(16);
  });
});

describe('entries without a number', () => {
  it('are each shown, and nothing is remembered of them', () => {
    const nameless = (state: Registration['state'], number = '#1') => ({
      number,
      registrations: [ended('A', state)],
    });
    const watch = watchOf(
      [nameless('registered'), nameless('registered', '#2')],
      [nameless('not-registered')],
    );
    expect([...watch.extensions.values()]).toEqual([
      {
        extension: nameless('not-registered'),
        registrations: [
          { registration: ended('A', 'not-registered'), longestLeftMs: 0, lifeIsKnown: false },
        ],
      },
    ]);
  });
});
