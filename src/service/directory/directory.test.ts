import { beforeEach, describe, expect, it } from 'vitest';
import { FakeClock } from '../fake-clock.rig.ts';
import { createDirectory, type Directory } from './directory.ts';

const ANN = '0003*210';
const SECOND = 1000;
const WEEK = 7 * 24 * 3600 * SECOND;

let clock: FakeClock;
let directory: Directory;

const extension = (number: string, isStatic = false) => ({ number, name: '', static: isStatic });
const desk = { extension: ANN, device: 'desk', agent: 'Yealink SIP-T46S 66.86.0.15' };
const softphone = { extension: ANN, device: 'softphone', agent: 'Linphonec/5.1.65' };
const inSeconds = (seconds: number) => clock.now() + seconds * SECOND;

/** What the API would say of one extension. */
function answer(number = ANN) {
  const [listed] = directory.list({ kind: 'extensions', numbers: [number] }, {}).entries;
  return listed && { status: listed.entry.status, registration: listed.entry.registration };
}
const registrations = () => answer()?.registration;

beforeEach(() => {
  clock = new FakeClock(Date.parse('2026-11-23T14:30:00Z'));
  directory = createDirectory({ clock });
  directory.provision([extension(ANN)]);
});

describe('one extension', () => {
  it('is not registered, without an agent, when it never was', () => {
    expect(answer()).toEqual({ status: 0, registration: [{ agent: '', registration: '-1' }] });
  });

  it('is online and tells when its registration ends', () => {
    directory.registered(desk, inSeconds(60));
    expect(answer()).toEqual({
      status: 1,
      registration: [{ agent: desk.agent, registration: '1', expire: '2026-11-23T14:31:00Z' }],
    });
  });

  it('moves the end on when it refreshes', () => {
    directory.registered(desk, inSeconds(60));
    clock.advance(30 * SECOND);
    directory.registered(desk, inSeconds(60));
    expect(registrations()).toEqual([
      { agent: desk.agent, registration: '1', expire: '2026-11-23T14:31:30Z' },
    ]);
  });

  it('keeps its agent and the moment it ended when it unregisters', () => {
    directory.registered(desk, inSeconds(60));
    clock.advance(10 * SECOND);
    directory.unregistered({ ...desk, agent: '' }, clock.now());
    expect(answer()).toEqual({
      status: 0,
      registration: [{ agent: desk.agent, registration: '-1', expire: '2026-11-23T14:30:10Z' }],
    });
  });

  it('is registered to the last millisecond, and expired without an expire from the next on', () => {
    directory.registered(desk, inSeconds(60));
    clock.advance(60 * SECOND - 1);
    expect(answer()?.status).toBe(1);
    clock.advance(1);
    expect(answer()).toEqual({
      status: 0,
      registration: [{ agent: desk.agent, registration: '-2' }],
    });
  });

  it('is registered again, in one entry, when an expired device returns', () => {
    directory.registered(desk, inSeconds(60));
    clock.advance(61 * SECOND);
    directory.registered(desk, inSeconds(60));
    expect(registrations()).toHaveLength(1);
    expect(answer()?.status).toBe(1);
  });

  it('forgets what ended after a week', () => {
    directory.registered(desk, inSeconds(60));
    directory.registered(softphone, inSeconds(60));
    directory.unregistered(softphone, clock.now());
    clock.advance(WEEK - 1);
    expect(registrations()).toHaveLength(2);
    clock.advance(1);
    expect(registrations()).toEqual([{ agent: desk.agent, registration: '-2' }]);
    clock.advance(60 * SECOND);
    expect(registrations()).toEqual([{ agent: '', registration: '-1' }]);
  });

  it('forgets sooner when it is told so', () => {
    directory = createDirectory({ clock, forgetAfterMs: SECOND });
    directory.provision([extension(ANN)]);
    directory.registered(desk, inSeconds(60));
    clock.advance(61 * SECOND);
    expect(registrations()).toEqual([{ agent: '', registration: '-1' }]);
  });
});

describe('several devices of one extension', () => {
  it('are one entry each, the live ones first, by first registration', () => {
    directory.registered(desk, inSeconds(60));
    directory.registered(softphone, inSeconds(120));
    directory.registered({ ...desk, device: 'hall', agent: 'Snom' }, inSeconds(120));
    expect(registrations()?.map(({ agent }) => agent)).toEqual([
      desk.agent,
      softphone.agent,
      'Snom',
    ]);
    clock.advance(60 * SECOND);
    expect(registrations()?.map(({ agent, registration }) => [agent, registration])).toEqual([
      [softphone.agent, '1'],
      ['Snom', '1'],
      [desk.agent, '-2'],
    ]);
    expect(answer()?.status).toBe(1);
  });

  it('leave no ghost when a phone comes back with a new Contact after its time ran out', () => {
    directory.registered(desk, inSeconds(60));
    clock.advance(90 * SECOND);
    directory.registered({ ...desk, device: 'desk, new port' }, inSeconds(60));
    expect(registrations()).toEqual([
      { agent: desk.agent, registration: '1', expire: '2026-11-23T14:32:30Z' },
    ]);
  });

  it('leave no ghost when a phone comes back with a new Contact before its time runs out', () => {
    directory.registered(desk, inSeconds(60));
    clock.advance(30 * SECOND);
    directory.registered({ ...desk, device: 'desk, new port' }, inSeconds(60));
    expect(registrations()).toHaveLength(2);
    clock.advance(30 * SECOND);
    expect(registrations()).toEqual([
      { agent: desk.agent, registration: '1', expire: '2026-11-23T14:31:30Z' },
    ]);
  });

  it('keep the lost one of two phones of one model while the other only refreshes', () => {
    const home = { ...desk, device: 'home' };
    directory.registered(home, inSeconds(600));
    clock.advance(SECOND);
    directory.registered(desk, inSeconds(60));
    clock.advance(60 * SECOND);
    directory.registered(home, inSeconds(600));
    expect(registrations()?.map(({ registration }) => registration)).toEqual(['1', '-2']);
  });

  it('keep the lost one when a phone with another agent registers', () => {
    directory.registered(desk, inSeconds(60));
    clock.advance(60 * SECOND);
    directory.registered(softphone, inSeconds(60));
    expect(registrations()?.map(({ registration }) => registration)).toEqual(['1', '-2']);
  });

  it('are at most 32: the oldest ended goes first, then what ends first', () => {
    const device = (id: number) => ({ extension: ANN, device: `${id}`, agent: `Agent ${id}` });
    for (let id = 0; id < 30; id += 1) directory.registered(device(id), inSeconds(100 - id));
    directory.unregistered(device(31), clock.now());
    directory.unregistered(device(30), clock.now() - SECOND);
    const agents = () => registrations()?.map(({ agent }) => agent) ?? [];
    directory.registered(device(40), inSeconds(200));
    expect(agents()).toHaveLength(32);
    expect(agents()).not.toContain('Agent 30');
    directory.registered(device(41), inSeconds(200));
    expect(agents()).not.toContain('Agent 31');
    directory.registered(device(42), inSeconds(200));
    expect(agents()).toHaveLength(32);
    expect(agents()).not.toContain('Agent 29');
  });
});

describe('what a source remembers from before a restart', () => {
  it('is told as it was: expired while nobody watched', () => {
    directory.expired(desk, clock.now() - SECOND);
    expect(registrations()).toEqual([{ agent: desk.agent, registration: '-2' }]);
  });

  it('is expired when the time that is told has passed', () => {
    directory.registered(desk, clock.now() - SECOND);
    expect(registrations()).toEqual([{ agent: desk.agent, registration: '-2' }]);
  });

  it('is unregistered with the moment at which it ended', () => {
    directory.unregistered(desk, clock.now() - 3600 * SECOND);
    expect(registrations()).toEqual([
      { agent: desk.agent, registration: '-1', expire: '2026-11-23T13:30:00Z' },
    ]);
  });

  it('is forgotten at once when it ended longer ago than is shown', () => {
    directory.expired(desk, clock.now() - WEEK);
    expect(registrations()).toEqual([{ agent: '', registration: '-1' }]);
  });

  it('leaves the same devices in whichever order they are told', () => {
    const back = { ...desk, device: 'desk, new port' };
    const facts = [
      () => directory.expired(desk, clock.now() - SECOND),
      () => directory.registered(back, inSeconds(60)),
    ];
    for (const fact of facts) fact();
    const inOrder = registrations();
    directory = createDirectory({ clock });
    directory.provision([extension(ANN)]);
    for (const fact of facts.reverse()) fact();
    expect(registrations()).toEqual(inOrder);
    expect(inOrder).toHaveLength(1);
  });
});

describe('a static extension', () => {
  beforeEach(() => directory.provision([extension(ANN, true)]));

  it('needs no registration, and its presence is not known', () => {
    expect(answer()).toEqual({ status: 0, registration: [{ agent: '', registration: '2' }] });
  });

  it('shows a device that registers nevertheless, and only its agent afterwards', () => {
    directory.registered(desk, inSeconds(60));
    expect(answer()).toMatchObject({ status: 1, registration: [{ registration: '1' }] });
    clock.advance(60 * SECOND);
    expect(answer()).toEqual({
      status: 0,
      registration: [{ agent: desk.agent, registration: '2' }],
    });
  });
});
