import { beforeEach, describe, expect, it } from 'vitest';
import { FakeClock } from '../fake-clock.rig.ts';
import { createDirectory, type Directory } from './directory.ts';

const ANN = '0003*210';
const SECOND = 1000;
const desk = { extension: ANN, device: 'desk', agent: 'Yealink SIP-T46S 66.86.0.15' };
const softphone = { extension: ANN, device: 'softphone', agent: 'Linphonec/5.1.65' };

let clock: FakeClock;
let directory: Directory;
let startMs: number;

/** What the API would say of the extension. */
function answer() {
  const [listed] = directory.list({ kind: 'all' }, {}).entries;
  return listed?.entry;
}
const codes = () => answer()?.registration?.map(({ agent, registration }) => [agent, registration]);
/** A source answers, so many seconds after the start. */
const answeredAt = (seconds: number, tell: () => void) =>
  directory.answered(startMs + seconds * SECOND, tell);
const inSeconds = (seconds: number) => startMs + seconds * SECOND;

beforeEach(() => {
  clock = new FakeClock();
  startMs = clock.now();
  directory = createDirectory({ clock });
  directory.provision([{ number: ANN, name: '', static: false }]);
});

describe('a source that is asked', () => {
  it('keeps registered what has run out since its last answer, for as long as it does not answer', () => {
    answeredAt(0, () => directory.registered(desk, inSeconds(60)));
    const { version } = directory;
    clock.advance(3600 * SECOND);
    expect(codes()).toEqual([[desk.agent, '1']]);
    expect(directory.version).toBe(version);
  });

  it('loses a telephone when an answer comes from after its end, with an end of its own', () => {
    const told: unknown[] = [];
    answeredAt(0, () => directory.registered(desk, inSeconds(60)));
    directory.onChange((_, standing, atMs) => told.push([standing?.devices[0]?.state, atMs]));
    answeredAt(59, () => {});
    expect(codes()).toEqual([[desk.agent, '1']]);
    answeredAt(600, () => {});
    expect(codes()).toEqual([[desk.agent, '-2']]);
    expect(told).toEqual([['expired', inSeconds(60)]]);
  });

  it('does not lose for a moment what has refreshed between two answers', () => {
    const told: unknown[] = [];
    answeredAt(0, () => {
      directory.registered(desk, inSeconds(60));
      directory.registered(softphone, inSeconds(60));
    });
    directory.onChange((_, standing) => told.push(standing?.devices.map(({ state }) => state)));
    answeredAt(90, () => {
      directory.registered(desk, inSeconds(120));
      directory.registered(softphone, inSeconds(120));
    });
    expect(told).toEqual([
      ['registered', 'registered'],
      ['registered', 'registered'],
    ]);
  });

  it('may know no end of a registration, which the API then leaves out', () => {
    answeredAt(0, () => directory.registered(desk, Number.POSITIVE_INFINITY));
    answeredAt(1_000_000, () => {});
    expect(answer()).toEqual({
      extension: ANN,
      status: 1,
      registration: [{ agent: desk.agent, registration: '1' }],
    });
  });

  it('may not know whether a device is registered', () => {
    answeredAt(0, () => directory.registered(desk, inSeconds(60)));
    answeredAt(5, () => directory.unknown(desk, inSeconds(5)));
    expect(answer()).toEqual({
      extension: ANN,
      status: 0,
      registration: [{ agent: desk.agent, registration: '0' }],
    });
  });

  it('forgets what is not listed any more, and keeps the order of what is', () => {
    answeredAt(0, () => {
      directory.registered(desk, inSeconds(60));
      directory.registered(softphone, inSeconds(60));
    });
    answeredAt(5, () => directory.listed(ANN, ['softphone', 'desk']));
    expect(codes()).toEqual([
      [softphone.agent, '1'],
      [desk.agent, '1'],
    ]);
    answeredAt(10, () => directory.listed(ANN, []));
    expect(codes()).toEqual([['', '-1']]);
  });

  it('goes on after an answer that could not be told', () => {
    expect(() =>
      answeredAt(0, () => {
        throw new Error('Not told.');
      }),
    ).toThrow('Not told.');
    answeredAt(0, () => directory.registered(desk, inSeconds(60)));
    answeredAt(60, () => {});
    expect(codes()).toEqual([[desk.agent, '-2']]);
  });
});
