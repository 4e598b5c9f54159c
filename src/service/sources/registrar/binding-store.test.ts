import { describe, expect, it } from 'vitest';
import type { Database } from '../../database.ts';
import { createDirectory } from '../../directory/directory.ts';
import { FakeClock } from '../../fake-clock.rig.ts';
import { type Bench, diskForTest, startBench } from './test-bench.rig.ts';
import { contactsOf, TestPhone } from './test-phone.rig.ts';

const CONTACT = '<sip:210@192.0.2.10:5062>';
const OTHER = '<sip:210@192.0.2.11:5062>';
const HOUR_MS = 3_600_000;

/** The registrar is stopped, and another one started on the same disk `afterMs` later. */
async function restart({ registrar, clock, database }: Bench, afterMs = 0): Promise<Bench> {
  await registrar.close();
  clock.advance(afterMs);
  return startBench({ clock, database });
}

function storedIn({ database }: Bench): unknown[] {
  return database.prepare('SELECT contact, ended_by FROM binding ORDER BY contact').all();
}

describe('a restart', () => {
  it('keeps what is registered: its agent, its parameters and its time', async () => {
    const bench = await startBench();
    const contacts = [`${CONTACT};q=0.5`];
    new TestPhone(bench).request({ contacts, expires: 60, agent: 'Phone/1' });
    const restarted = await restart(bench, 20_000);
    expect(restarted.told).toEqual([
      'registered 0003*210 sip:210@192.0.2.10:5062 (Phone/1) until 14:31:00',
    ]);
    expect(contactsOf(new TestPhone(restarted).request())).toEqual([`${CONTACT};q=0.5;expires=40`]);
  });

  it('keeps how it ended, and with which agent', async () => {
    const bench = await startBench();
    const phone = new TestPhone(bench);
    phone.request({ contacts: [CONTACT], expires: 60, agent: 'Phone/1' });
    phone.request({ contacts: [OTHER], expires: 60, agent: 'Phone/2' });
    bench.clock.advance(30_000);
    phone.request({ contacts: [CONTACT], expires: 0 });
    const restarted = await restart(bench, HOUR_MS);
    expect(restarted.told.sort()).toEqual([
      'expired 0003*210 sip:210@192.0.2.11:5062 (Phone/2) at 14:31:00',
      'unregistered 0003*210 sip:210@192.0.2.10:5062 (Phone/1) at 14:30:30',
    ]);
  });

  it('lets a phone go on as if nothing had been', async () => {
    const bench = await startBench();
    const phone = new TestPhone(bench);
    const first = phone.write({ contacts: [CONTACT], expires: 60, cseq: 5 });
    phone.send(first);
    const restarted = await restart(bench);
    const samePhone = new TestPhone(restarted);
    expect(samePhone.send(first)?.status).toBe(200);
    expect(restarted.told).toHaveLength(1);
    expect(samePhone.request({ contacts: [CONTACT], expires: 60, cseq: 4 }).status).toBe(500);
    const refreshed = samePhone.request({ contacts: [CONTACT], expires: 90, cseq: 6 });
    expect(contactsOf(refreshed)).toEqual([`${CONTACT};expires=90`]);
  });

  it('is told each time, with the device that comes back again under its own name', async () => {
    const bench = await startBench();
    new TestPhone(bench).request({ contacts: [CONTACT], expires: 60, agent: 'Phone/1' });
    const restarted = await restart(await restart(bench, HOUR_MS), HOUR_MS);
    new TestPhone(restarted).request({ contacts: [CONTACT], expires: 60, agent: 'Phone/2' });
    expect(restarted.told).toEqual([
      'expired 0003*210 sip:210@192.0.2.10:5062 (Phone/1) at 14:31:00',
      'registered 0003*210 sip:210@192.0.2.10:5062 (Phone/2) until 16:31:00',
    ]);
  });
});

describe('an extension with two phones of one model', () => {
  const phones = { expires: 60, agent: 'Phone/1' };

  /** What the directory tells of it: before, and after a restart at that moment. */
  async function overRestart(happen: (phone: TestPhone, clock: FakeClock) => void) {
    const clock = new FakeClock();
    const start = async (database?: Database) => {
      const directory = createDirectory({ clock });
      directory.provision([{ number: '0003*210', name: '', static: false }]);
      const bench = await startBench({ clock, sink: directory, ...(database && { database }) });
      const states = () =>
        directory.standings().map(({ extension }) => extension.registrations?.map(stateOf));
      return { bench, states };
    };
    const before = await start();
    happen(new TestPhone(before.bench), clock);
    const told = before.states();
    await before.bench.registrar.close();
    const after = await start(before.bench.database);
    return { before: told, after: after.states() };
  }
  const stateOf = ({ state }: { state: string }) => state;

  it.each([
    ['the first', [CONTACT, OTHER]],
    ['the second', [OTHER, CONTACT]],
  ])('is as much lost after a restart as before when %s is', async (_, [dies = '', lives = '']) => {
    const { before, after } = await overRestart((phone, clock) => {
      for (const contact of [CONTACT, OTHER]) {
        phone.request({ contacts: [contact], ...phones });
        clock.advance(1000);
      }
      phone.request({ contacts: [dies], ...phones });
      clock.advance(30_000);
      phone.request({ contacts: [lives], ...phones });
      clock.advance(40_000);
    });
    expect(before).toEqual([['registered', 'expired']]);
    expect(after).toEqual(before);
  });

  it('leaves no ghost after a restart where it was one phone with a new Contact', async () => {
    const { before, after } = await overRestart((phone, clock) => {
      phone.request({ contacts: [CONTACT], ...phones });
      clock.advance(30_000);
      phone.request({ contacts: [OTHER], ...phones });
      clock.advance(40_000);
    });
    expect(before).toEqual([['registered']]);
    expect(after).toEqual(before);
  });
});

describe('ends', () => {
  it('are noted by the clock, without a word to the directory', async () => {
    const bench = await startBench();
    new TestPhone(bench).request({ contacts: [CONTACT], expires: 60 });
    bench.clock.advance(70_000);
    expect(storedIn(bench)).toEqual([{ contact: 'sip:210@192.0.2.10:5062', ended_by: 'expiry' }]);
    expect(bench.told).toHaveLength(1);
  });

  it('are forgotten in the end', async () => {
    const bench = await startBench({ forgetAfterMs: HOUR_MS });
    const phone = new TestPhone(bench);
    phone.request({ contacts: [CONTACT], expires: 60 });
    phone.request({ contacts: [CONTACT], expires: 0 });
    phone.request({ contacts: [OTHER], expires: 60 });
    bench.clock.advance(HOUR_MS + 50_000);
    expect(storedIn(bench)).toEqual([{ contact: 'sip:210@192.0.2.11:5062', ended_by: 'expiry' }]);
    bench.clock.advance(20_000);
    expect(storedIn(bench)).toEqual([]);
  });

  it('are few, however often a softphone comes back from another port', async () => {
    const bench = await startBench();
    const phone = new TestPhone(bench);
    for (let port = 40_000; port < 40_050; port++) {
      phone.request({ contacts: [`<sip:210@192.0.2.10:${port}>`], expires: 60 });
      bench.clock.advance(61_000);
    }
    bench.clock.advance(60_000);
    expect(storedIn(bench)).toHaveLength(10);
    expect(storedIn(bench).at(-1)).toMatchObject({ contact: 'sip:210@192.0.2.10:40049' });
  });
});

describe('the disk', () => {
  it('is written once for all that arrive together', async () => {
    const { disk, database } = diskForTest();
    const bench = await startBench({ database });
    const phones = Array.from({ length: 50 }, () => new TestPhone(bench));
    phones.forEach((phone, n) => {
      const to = `<sip:0003*2${String(n).padStart(2, '0')}@rollcall.example>`;
      phone.peer.send(phone.write({ to, contacts: [CONTACT], expires: 60 }), 5060);
    });
    expect(phones.flatMap(({ peer }) => peer.received)).toEqual([]);
    bench.clock.advance(0);
    expect(phones.map(({ peer }) => peer.received.length)).toEqual(phones.map(() => 1));
    expect(bench.told).toHaveLength(50);
    expect(disk.writes).toBe(1);
  });

  it('is not written for questions and retransmissions', async () => {
    const { disk, database } = diskForTest();
    const bench = await startBench({ database });
    const phone = new TestPhone(bench);
    const request = phone.write({ contacts: [CONTACT], expires: 600 });
    phone.send(request);
    phone.send(request);
    phone.request();
    bench.clock.advance(60_000);
    expect(disk.writes).toBe(1);
  });

  it('has what was accepted in the moment of closing, and the phone knows', async () => {
    const bench = await startBench();
    const phone = new TestPhone(bench);
    phone.peer.send(phone.write({ contacts: [CONTACT], expires: 60 }), 5060);
    await bench.registrar.close();
    expect(phone.peer.received.map(({ text }) => text.slice(0, 11))).toEqual(['SIP/2.0 200']);
    expect(storedIn(bench)).toEqual([{ contact: 'sip:210@192.0.2.10:5062', ended_by: null }]);
    expect(bench.clock.waiting).toBe(0);
  });
});

describe('a disk that takes nothing', () => {
  const refused = (bench: Bench) =>
    bench.logged.filter((line) => line.includes('cannot be written'));

  it('refuses no phone, and has everything once it takes it again', async () => {
    const { disk, database } = diskForTest();
    const bench = await startBench({ database });
    const phone = new TestPhone(bench);
    phone.request({ contacts: [CONTACT], expires: 600 });
    disk.isFull = true;
    expect(phone.request({ contacts: [OTHER], expires: 600 }).status).toBe(200);
    expect(phone.request({ contacts: [CONTACT], expires: 0 }).status).toBe(200);
    expect(contactsOf(phone.request())).toEqual([`${OTHER};expires=600`]);
    expect(bench.told).toHaveLength(3);
    expect(storedIn(bench)).toEqual([{ contact: 'sip:210@192.0.2.10:5062', ended_by: null }]);

    disk.isFull = false;
    bench.clock.advance(10_000);
    expect(storedIn(bench)).toEqual([
      { contact: 'sip:210@192.0.2.10:5062', ended_by: 'removal' },
      { contact: 'sip:210@192.0.2.11:5062', ended_by: null },
    ]);
    expect((await restart(bench)).told).toHaveLength(2);
  });

  it('is told once to whoever runs it, with what to do, and so is its end', async () => {
    const { disk, database } = diskForTest();
    const bench = await startBench({ database });
    const phone = new TestPhone(bench);
    disk.isFull = true;
    for (let n = 0; n < 5; n++) {
      phone.request({ contacts: [CONTACT], expires: 600 });
      bench.clock.advance(10_000);
    }
    expect(refused(bench)).toEqual([
      expect.stringMatching(
        /^:memory: cannot be written\. The disk is full\. Make room on it\. Until then registrations are kept in memory only, and a restart would lose them\. /,
      ),
    ]);
    disk.isFull = false;
    bench.clock.advance(1000);
    phone.request({ contacts: [CONTACT], expires: 600 });
    expect(bench.logged.at(-1)).toMatch(/^:memory: has every registration again\. /);
  });

  it('is a fault of the storage since its first moment, not of the registrations', async () => {
    const { disk, database } = diskForTest();
    const bench = await startBench({ database });
    const phone = new TestPhone(bench);
    const sinceMs = bench.clock.now();
    disk.isFull = true;
    phone.request({ contacts: [CONTACT], expires: 600 });
    bench.clock.advance(20_000);
    expect(bench.registrar.storageFault).toEqual({ error: 'The disk is full.', sinceMs });
    expect(bench.registrar.health()).toMatchObject({ asOfMs: bench.clock.now(), error: null });
    disk.isFull = false;
    bench.clock.advance(10_000);
    expect(bench.registrar.storageFault).toBeNull();
  });

  it('is tried again once a second, however many come', async () => {
    const { disk, database } = diskForTest();
    const bench = await startBench({ database });
    const phone = new TestPhone(bench);
    disk.isFull = true;
    for (let n = 0; n < 500; n++) {
      expect(phone.request({ contacts: [CONTACT], expires: 600 }).status).toBe(200);
      bench.clock.advance(10);
    }
    expect(disk.writes).toBe(5);
  });

  it('keeps what it had, whatever comes before it is mended', async () => {
    const { disk, database } = diskForTest();
    const bench = await startBench({ database });
    const phone = new TestPhone(bench);
    phone.request({ contacts: [CONTACT], expires: 600 });
    disk.isFull = true;
    phone.request({ contacts: [CONTACT], expires: 0 });
    phone.request({ contacts: [OTHER], expires: 600 });
    await bench.registrar.close();
    disk.isFull = false;
    expect((await startBench({ database })).told).toEqual([
      'registered 0003*210 sip:210@192.0.2.10:5062 () until 14:40:00',
    ]);
  });

  it('is given what it lacks when the registrar closes', async () => {
    const { disk, database } = diskForTest();
    const bench = await startBench({ database });
    disk.isFull = true;
    new TestPhone(bench).request({ contacts: [CONTACT], expires: 600 });
    disk.isFull = false;
    await bench.registrar.close();
    expect(storedIn(bench)).toHaveLength(1);
  });
});
