import { copyFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Database, openDatabase, openMemoryDatabase } from '../../database.ts';
import { connectTcp, openTcp } from '../../sip/tcp-transport.ts';
import { openTls } from '../../sip/tls-transport.ts';
import { openUdp } from '../../sip/udp-transport.ts';
import { type Bench, createBench, startBench } from './test-bench.rig.ts';
import { contactsOf, TestPhone } from './test-phone.rig.ts';

const CONTACT = '<sip:210@192.0.2.10:5062>';
const REGISTER = { contacts: [CONTACT], expires: 60, agent: 'Phone/1' };
const REGISTERED = 'registered 0003*210 sip:210@192.0.2.10:5062 (Phone/1) until 14:31:00';

/** The bindings there are, as a phone is told that asks. */
const bound = (bench: Bench) => contactsOf(new TestPhone(bench).request({ callId: 'query' }));

/** A registrar that begins where the other one is now, as after a restart. */
async function restarted({ registrar, database, clock }: Bench): Promise<Bench> {
  await registrar.close();
  return startBench({ database, clock });
}

describe('a phone is told that it is registered', () => {
  it('after the disk and the directory know', async () => {
    const database = openMemoryDatabase();
    const order: string[] = [];
    const bench = await startBench({
      database: {
        ...database,
        transaction(work) {
          order.push(`storing, ${phone.peer.received.length} answers`);
          return database.transaction(work);
        },
      },
      sink: {
        registered: () => order.push(`telling, ${phone.peer.received.length} answers`),
        unregistered: () => {},
        expired: () => {},
        published: () => {},
        withdrawn: () => {},
      },
    });
    const phone = new TestPhone(bench);
    phone.request(REGISTER);
    expect(order).toEqual(['storing, 0 answers', 'telling, 0 answers']);
  });

  it('with one write for all who come at once', async () => {
    const database = openMemoryDatabase();
    let writes = 0;
    const transaction: Database['transaction'] = (work) => {
      writes += 1;
      return database.transaction(work);
    };
    const bench = await startBench({ database: { ...database, transaction } });
    const phone = new TestPhone(bench);
    for (let n = 200; n < 300; n++) {
      const register = phone.write({ ...REGISTER, to: `<sip:0003*${n}@a>`, callId: `${n}` });
      phone.peer.send(register, 5060);
    }
    expect(phone.peer.received).toEqual([]);
    bench.clock.advance(0);
    expect(phone.peer.received).toHaveLength(100);
    expect(writes).toBe(1);
  });

  it('and is answered when the registrar closes, not left to wonder', async () => {
    const bench = await startBench();
    const phone = new TestPhone(bench);
    phone.peer.send(phone.write(REGISTER), 5060);
    await bench.registrar.close();
    expect(phone.peer.received).toHaveLength(1);
    expect(bench.told).toEqual([REGISTERED]);
  });
});

describe('after a restart', () => {
  it('the bindings are there, with the time that they have left', async () => {
    const before = await startBench();
    new TestPhone(before).request(REGISTER);
    before.clock.advance(20_000);
    const bench = await restarted(before);
    expect(bench.told).toEqual([REGISTERED]);
    expect(bound(bench)).toEqual([`${CONTACT};expires=40`]);
  });

  it('a CSeq of before is still a CSeq of before', async () => {
    const before = await startBench();
    new TestPhone(before).request({ ...REGISTER, cseq: 9 });
    const phone = new TestPhone(await restarted(before));
    expect(phone.request({ ...REGISTER, cseq: 8 }).status).toBe(500);
    expect(phone.request({ ...REGISTER, cseq: 10 }).status).toBe(200);
  });

  it('what had ended is told with its last agent, how it ended and when', async () => {
    const before = await startBench();
    const phone = new TestPhone(before);
    phone.request(REGISTER);
    phone.request({ contacts: ['<sip:b@192.0.2.11>'], expires: 600, agent: 'Phone/2' });
    before.clock.advance(10_000);
    phone.request({ contacts: ['<sip:b@192.0.2.11>'], expires: 0, agent: 'Other/3' });
    before.clock.advance(3_600_000);
    const bench = await restarted(before);
    expect(bench.told.sort()).toEqual([
      'expired 0003*210 sip:210@192.0.2.10:5062 (Phone/1) at 14:31:00',
      'unregistered 0003*210 sip:b@192.0.2.11 (Phone/2) at 14:30:10',
    ]);
  });

  it('an end of long ago is forgotten', async () => {
    const before = await startBench({ forgetAfterMs: 3_600_000 });
    new TestPhone(before).request(REGISTER);
    before.clock.advance(60_000 + 3_600_000 + 10_000);
    expect((await restarted(before)).told).toEqual([]);
  });

  it('only the last ten ends of an extension are remembered', async () => {
    const before = await startBench();
    const phone = new TestPhone(before);
    for (let port = 1; port <= 30; port++) {
      phone.request({ contacts: [`<sip:210@192.0.2.10:${port}>`] });
      phone.request({ contacts: [`<sip:210@192.0.2.10:${port}>`], expires: 0 });
      before.clock.advance(1000);
    }
    const { told } = await restarted(before);
    expect(told).toHaveLength(10);
    expect(told.join()).not.toContain(':20 ');
    expect(told.join()).toContain(':21 ');
  });
});

describe('on a disk', () => {
  let folders: string[];
  const makeFolder = () => {
    const folder = mkdtempSync(join(tmpdir(), 'rollcall-registrar-'));
    folders.push(folder);
    return folder;
  };
  beforeEach(() => {
    folders = [];
  });
  afterEach(() => {
    for (const folder of folders) rmSync(folder, { recursive: true });
  });

  it('loses nothing that was acknowledged when it is killed at that moment', async () => {
    const folder = makeFolder();
    const database = openDatabase(folder);
    const before = await startBench({ database });
    new TestPhone(before).request(REGISTER);
    // What a kill leaves: the files as they are, nothing closed.
    const left = makeFolder();
    for (const file of ['rollcall.db', 'rollcall.db-wal']) {
      copyFileSync(join(folder, file), join(left, file));
    }
    const survivor = openDatabase(left);
    const { told } = await startBench({ database: survivor });
    expect(told).toEqual([REGISTERED]);
    survivor.close();
    await before.registrar.close();
    database.close();
  });
});

it('lets go of what has run out, without telling: the directory watches the clock', async () => {
  const bench = await startBench();
  new TestPhone(bench).request(REGISTER);
  bench.clock.advance(59_999);
  expect(bound(bench)).toEqual([`${CONTACT};expires=1`]);
  bench.clock.advance(1);
  expect(bound(bench)).toEqual([]);
  bench.clock.advance(60_000);
  expect(bench.told).toEqual([REGISTERED]);
});

describe('the network', () => {
  const openers = { openUdp, openTcp, openTls };

  it('is one port for UDP and TCP, a free one when 0 is asked for', async () => {
    const { registrar, logged } = await startBench({ openers, port: 0 });
    const { host, udpPort, tcpPort } = registrar.addresses;
    expect(host).toBe('127.0.0.1');
    expect(udpPort).toBeGreaterThan(0);
    expect(tcpPort).toBe(udpPort);
    expect(logged[0]).toContain(`"udpPort":${udpPort}`);
    await registrar.close();
  });

  it('is another one when the first is free for UDP alone', async () => {
    const bench = createBench({ port: 0 });
    bench.network.occupy('TCP', 50_000);
    await bench.registrar.start();
    expect(bench.registrar.addresses).toMatchObject({ udpPort: 50_001, tcpPort: 50_001 });
  });

  it.each(['UDP', 'TCP'] as const)(
    'says what to do when the %s port is taken',
    async (protocol) => {
      const bench = createBench();
      bench.network.occupy(protocol, 5060);
      await expect(bench.registrar.start()).rejects.toThrow(
        `The SIP port 127.0.0.1:5060 (${protocol.toLowerCase()}) is taken by another program. Stop that one, or choose another port with --sip-port; 0 picks a free one.`,
      );
      expect(bench.clock.waiting).toBe(0);
    },
  );

  it('says what to do when the host is not of this machine', async () => {
    const { registrar } = createBench({ openers, host: '192.0.2.1', port: 0 });
    await expect(registrar.start()).rejects.toThrow(
      '192.0.2.1 is not an address of this machine, so SIP cannot listen on 192.0.2.1:0. Choose one that is with --sip-host.',
    );
  });

  it('answers over the TCP connection that asked', async () => {
    const bench = await startBench({ openers, port: 0 });
    const text = new TestPhone(bench, { protocol: 'TCP' }).write(REGISTER);
    let arrived = (_: string) => {};
    const connection = await connectTcp({
      remote: { address: '127.0.0.1', port: bench.registrar.addresses.tcpPort },
      receive: (bytes) => arrived(Buffer.from(bytes).toString()),
      ended: () => {},
    });
    const reply = new Promise<string>((resolve) => {
      arrived = resolve;
    });
    connection.send(Buffer.from(`\r\n\r\n${text}`));
    await expect.poll(() => bench.clock.waiting, { timeout: 30_000 }).toBe(2);
    bench.clock.advance(0);
    expect(await reply).toMatch(/^SIP\/2\.0 200 OK\r\nVia: SIP\/2\.0\/TCP /);
    expect(bench.told).toEqual([REGISTERED]);
    await connection.close();
    await bench.registrar.close();
  });
});
