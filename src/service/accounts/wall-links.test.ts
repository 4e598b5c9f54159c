import { expect, it } from 'vitest';
import { type Database, openMemoryDatabase } from '../database.ts';
import { FakeClock } from '../fake-clock.rig.ts';
import type { Account } from './account.ts';
import { openWallLinks } from './wall-links.ts';

const KEY = new Uint8Array(32).fill(7);
const ACME: Account = { id: 3, name: 'Acme', role: 'organization', organization: '0003' };
const LOBBY = { name: 'Lobby', view: 'view=table' };

function open({ database = openMemoryDatabase(), key = KEY, accounts = [ACME] } = {}) {
  const clock = new FakeClock();
  const accountOf = (id: number) => accounts.find((account) => account.id === id);
  const links = openWallLinks({ database, key, accountOf, clock });
  const make = (wish = LOBBY) => {
    const link = links.make(ACME, wish);
    if (link === 'too-many') throw new Error('There is room.');
    return { link, secret: links.secretOf(link) };
  };
  return { database, clock, links, make };
}

/** The same database after a restart. */
function reopened(database: Database) {
  return open({ database }).links;
}

it('opens with its secret, for its account, and only to read', () => {
  const { links, make } = open();
  const { link, secret } = make();
  expect(links.withSecret(secret)).toEqual({
    account: ACME,
    mark: `wall:${link.id}`,
    wallLink: { id: link.id, ...LOBBY },
  });
  expect(links.withMark(`wall:${link.id}`)).toEqual(links.withSecret(secret));
});

it('survives a restart, with when it was last seen', () => {
  const { database, clock, links, make } = open();
  const { link, secret } = make();
  clock.advance(5_000);
  links.seen(link.id);
  const after = reopened(database);
  expect(after.all()).toEqual([{ ...link, lastSeenAtMs: clock.now() }]);
  expect(after.withSecret(secret)).toMatchObject({ account: ACME });
});

it('is ended once it was revoked, after a restart too, and no guess', () => {
  const { database, links, make } = open();
  const { link, secret } = make();
  expect(links.revoke(link.id)).toBe(true);
  expect(links.revoke(link.id)).toBe(false);
  expect(links.withSecret(secret)).toBe('ended');
  expect(links.withMark(`wall:${link.id}`)).toBeUndefined();
  expect(reopened(database).withSecret(secret)).toBe('ended');
  expect(reopened(database).all()).toEqual([]);
});

it('is ended while its account is not configured', () => {
  const { database, make } = open();
  const { secret } = make();
  expect(open({ database, accounts: [] }).links.withSecret(secret)).toBe('ended');
});

it('does not open with anything else', () => {
  const { links, make } = open();
  const { link, secret } = make();
  for (const guess of ['', '.', link.id, `${link.id}.`, `${secret}x`, `${secret}.x`]) {
    expect(links.withSecret(guess)).toBe('foreign');
  }
  expect(open({ key: new Uint8Array(32) }).links.withSecret(secret)).toBe('foreign');
});

it('lists the newest first', () => {
  const { clock, links, make } = open();
  make();
  clock.advance(1);
  make({ name: 'Desk', view: '' });
  expect(links.all().map(({ name }) => name)).toEqual(['Desk', 'Lobby']);
});

it('gives an account a hundred', () => {
  const { links, make } = open();
  for (let n = 0; n < 100; n++) make();
  expect(links.make(ACME, LOBBY)).toBe('too-many');
  expect(links.make({ ...ACME, id: 4 }, LOBBY)).toMatchObject(LOBBY);
});

it('writes when it was seen once a minute at most, and never fails for it', () => {
  const { database, clock, links, make } = open();
  const { link } = make();
  const writtenMs = () => reopened(database).all()[0]?.lastSeenAtMs;
  links.seen(link.id);
  const firstMs = clock.now();
  clock.advance(59_000);
  links.seen(link.id);
  expect(links.all()[0]?.lastSeenAtMs).toBe(firstMs + 59_000);
  expect(writtenMs()).toBe(firstMs);
  clock.advance(1_000);
  links.seen(link.id);
  expect(writtenMs()).toBe(firstMs + 60_000);
  database.prepare('PRAGMA query_only = 1').get();
  clock.advance(60_000);
  links.seen(link.id);
  expect(links.all()[0]?.lastSeenAtMs).toBe(firstMs + 120_000);
});
