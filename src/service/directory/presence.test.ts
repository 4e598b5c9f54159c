import { beforeEach, describe, expect, it } from 'vitest';
import { FakeClock } from '../fake-clock.rig.ts';
import { createDirectory, type Directory } from './directory.ts';

const ANN = '0003*210';
const SECOND = 1000;
const [UNKNOWN, ONLINE, RINGING, BUSY] = [0, 1, 2, 3];

let clock: FakeClock;
let directory: Directory;

const extension = (number: string, isStatic = false) => ({ number, name: '', static: isStatic });
const desk = { extension: ANN, device: 'desk', agent: 'Yealink SIP-T46S 66.86.0.15' };
const inSeconds = (seconds: number) => clock.now() + seconds * SECOND;

function says(publication: string, presence: 'online' | 'ringing' | 'busy', seconds = 60) {
  directory.published({ extension: ANN, publication, presence }, inSeconds(seconds));
}
const takesBack = (publication: string) => directory.withdrawn({ extension: ANN, publication });

function status() {
  const [listed] = directory.list({ kind: 'extensions', numbers: [ANN] }, {}).entries;
  return listed?.entry.status;
}

beforeEach(() => {
  clock = new FakeClock();
  directory = createDirectory({ clock });
  directory.provision([extension(ANN)]);
});

describe('a registered extension', () => {
  beforeEach(() => directory.registered(desk, inSeconds(3600)));

  it('is online while it says nothing of calls', () => {
    expect(status()).toBe(ONLINE);
  });

  it('rings, is busy, and is online again', () => {
    says('desk', 'ringing');
    expect(status()).toBe(RINGING);
    says('desk', 'busy');
    expect(status()).toBe(BUSY);
    says('desk', 'online');
    expect(status()).toBe(ONLINE);
  });

  it('is online again when it takes back what it said', () => {
    says('desk', 'busy');
    takesBack('desk');
    expect(status()).toBe(ONLINE);
  });

  it('is busy to the last millisecond of what it said, and online from the next on', () => {
    says('desk', 'busy', 30);
    clock.advance(30 * SECOND - 1);
    expect(status()).toBe(BUSY);
    clock.advance(1);
    expect(status()).toBe(ONLINE);
  });

  it('stays busy when it says so again in time', () => {
    says('desk', 'busy', 30);
    clock.advance(20 * SECOND);
    says('desk', 'busy', 30);
    clock.advance(20 * SECOND);
    expect(status()).toBe(BUSY);
  });

  it('is what the busiest of its devices is, and the next when that ends', () => {
    says('softphone', 'online');
    says('mobile', 'ringing', 40);
    says('desk', 'busy', 20);
    expect(status()).toBe(BUSY);
    clock.advance(20 * SECOND);
    expect(status()).toBe(RINGING);
    takesBack('mobile');
    expect(status()).toBe(ONLINE);
  });

  it('says nothing of its calls once its registration has ended, however that ended', () => {
    says('desk', 'busy', 7200);
    directory.unregistered(desk, clock.now());
    expect(status()).toBe(UNKNOWN);
    directory.registered(desk, inSeconds(60));
    expect(status()).toBe(BUSY);
    clock.advance(60 * SECOND);
    expect(status()).toBe(UNKNOWN);
  });

  it('remembers 32 publications at most, and forgets what would end first', () => {
    says('long', 'busy', 50);
    for (let n = 0; n < 31; n += 1) says(`${n}`, 'ringing', 100 + n);
    expect(status()).toBe(BUSY);
    says('one more', 'ringing', 200);
    expect(status()).toBe(RINGING);
  });
});

describe('an extension that needs no registration', () => {
  beforeEach(() => directory.provision([extension(ANN, true)]));

  it('is what it says, without any registration', () => {
    expect(status()).toBe(UNKNOWN);
    says('door', 'online');
    expect(status()).toBe(ONLINE);
    says('door', 'busy');
    expect(status()).toBe(BUSY);
    clock.advance(60 * SECOND);
    expect(status()).toBe(UNKNOWN);
  });
});

it('keeps what was said of a number that is configured later', () => {
  directory.provision([]);
  directory.registered(desk, inSeconds(60));
  says('desk', 'busy');
  expect(status()).toBeUndefined();
  directory.provision([extension(ANN)]);
  expect(status()).toBe(BUSY);
});

describe('the version', () => {
  it('changes when the presence does, by word or by time, and not otherwise', () => {
    directory.registered(desk, inSeconds(3600));
    const changes = (act: () => void) => {
      const before = directory.version;
      act();
      return directory.version !== before;
    };
    expect(changes(() => says('desk', 'online'))).toBe(false);
    expect(changes(() => says('desk', 'busy', 30))).toBe(true);
    expect(changes(() => says('desk', 'busy', 60))).toBe(false);
    expect(changes(() => says('softphone', 'ringing', 90))).toBe(false);
    expect(changes(() => takesBack('desk'))).toBe(true);
    expect(changes(() => takesBack('desk'))).toBe(false);
    expect(changes(() => clock.advance(90 * SECOND - 1))).toBe(false);
    expect(changes(() => clock.advance(1))).toBe(true);
    expect(changes(() => directory.unregistered(desk, clock.now()))).toBe(true);
    expect(changes(() => says('desk', 'busy'))).toBe(false);
  });
});
