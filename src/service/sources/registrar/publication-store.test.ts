import { describe, expect, it } from 'vitest';
import { type Database, openMemoryDatabase } from '../../database.ts';
import { type Bench, startBench } from './test-bench.rig.ts';
import { dialogInfo, entityTagOf, publishRequest, TestPhone } from './test-phone.rig.ts';

const BUSY = dialogInfo({ a: 'confirmed' });

async function startPhone(options: Parameters<typeof startBench>[0] = {}) {
  const bench = await startBench(options);
  return { ...bench, phone: new TestPhone(bench) };
}

/** The registrar is stopped, and another one started on the same disk `afterMs` later. */
async function restart({ registrar, clock, database }: Bench, afterMs = 0) {
  await registrar.close();
  clock.advance(afterMs);
  return startPhone({ clock, database });
}

describe('after a restart', () => {
  it('an entity tag is still good, and what was published is told until it ends', async () => {
    const before = await startPhone();
    const ifMatch = entityTagOf(before.phone.publish({ body: BUSY, expires: 60 }));
    const { phone, told } = await restart(before, 20_000);
    expect(told).toEqual(['0003*210 busy until 14:31:00']);
    entityTagOf(phone.publish({ ifMatch, expires: 60, cseq: 2 }));
    expect(told.at(-1)).toBe('0003*210 busy until 14:31:20');
  });

  it('what ran out or was removed is not told', async () => {
    const before = await startPhone();
    before.phone.publish({ body: BUSY, expires: 20 });
    const ifMatch = entityTagOf(before.phone.publish({ body: BUSY, expires: 60 }));
    before.phone.publish({ ifMatch, expires: 0 });
    expect((await restart(before, 20_000)).told).toEqual([]);
  });

  it('a copy of what was accepted before is known', async () => {
    const before = await startPhone();
    const begin = before.phone.write(publishRequest({ body: BUSY, expires: 60 }));
    const first = entityTagOf(before.phone.send(begin));
    const { phone, told } = await restart(before);
    expect(entityTagOf(phone.send(begin))).toBe(first);
    expect(told).toHaveLength(1);
  });
});

/** A disk that does something at the end of each transaction. */
function diskThat(does: () => void): Database {
  const database = openMemoryDatabase();
  return {
    ...database,
    transaction: (work) =>
      database.transaction(() => {
        const result = work();
        does();
        return result;
      }),
  };
}

describe('the disk', () => {
  it('is written once for bindings and publications that arrive together', async () => {
    let writes = 0;
    const { phone, clock, told } = await startPhone({
      database: diskThat(() => {
        writes += 1;
      }),
    });
    const register = { contacts: ['<sip:210@192.0.2.10>'], expires: 60 };
    for (const request of [register, publishRequest({ body: BUSY, expires: 60 })]) {
      phone.peer.send(phone.write(request), 5060);
    }
    clock.advance(0);
    expect(phone.peer.received.map(({ text }) => text.slice(0, 11))).toEqual([
      'SIP/2.0 200',
      'SIP/2.0 200',
    ]);
    expect(told).toHaveLength(2);
    expect(writes).toBe(1);
  });

  it('that is full keeps nobody from publishing, and has it all once there is room', async () => {
    let isFull = true;
    const { phone, clock, database, told } = await startPhone({
      database: diskThat(() => {
        if (isFull) throw new Error('database or disk is full');
      }),
    });
    const tag = entityTagOf(phone.publish({ body: BUSY, expires: 60 }));
    expect(told).toEqual(['0003*210 busy until 14:31:00']);
    const kept = () => database.prepare('SELECT id FROM publication').all().length;
    expect(kept()).toBe(0);
    isFull = false;
    clock.advance(10_000);
    expect(kept()).toBe(1);
    entityTagOf(phone.publish({ ifMatch: tag, expires: 60 }));
  });

  it('forgets a publication when no copy of its last PUBLISH can still come', async () => {
    const { phone, clock, database } = await startPhone();
    phone.publish({ body: BUSY, expires: 60 });
    const kept = () => database.prepare('SELECT id FROM publication').all().length;
    clock.advance(90_000);
    expect(kept()).toBe(1);
    clock.advance(10_000);
    expect(kept()).toBe(0);
  });

  it('keeps few of those that ended, however fast somebody begins and removes them', async () => {
    const { phone, database } = await startPhone();
    for (let n = 0; n < 200; n++) {
      const ifMatch = entityTagOf(phone.publish({ body: BUSY, expires: 60 }));
      phone.publish({ ifMatch, expires: 0 });
    }
    expect(database.prepare('SELECT id FROM publication').all().length).toBeLessThanOrEqual(33);
  });
});
