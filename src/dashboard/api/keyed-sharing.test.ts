import { describe, expect, it } from 'vitest';
import type { Extension } from '../../presence/extension.ts';
import { shareExtensions, shareRoll } from './keyed-sharing.ts';
import type { PresenceRoll } from './poll-state.ts';

const NOON = Date.parse('2026-11-23T12:00:00Z');

const phone = (number: string, expiresAtMs = NOON): Extension => ({
  number,
  presence: 'online',
  registrations: [{ agent: 'A', state: 'registered', expiresAtMs }],
});
const rollOf = (extensions: readonly Extension[]): PresenceRoll => ({
  extensions,
  isWhole: true,
  atMs: NOON,
  status: 200,
  totalResults: extensions.length,
  isTruncated: false,
  durationMs: 40,
  bytes: 1000,
  answeredAtMs: 1,
});
/** The same again, as a new answer brings it. */
const again = <T>(value: T): T => JSON.parse(JSON.stringify(value));

describe('extensions about which nothing changed', () => {
  const before = ['1', '2', '3'].map((number) => phone(number));

  it('keep their objects and their list', () => {
    expect(shareExtensions(before, again(before))).toBe(before);
  });

  it('keep their objects when one is new at the top, one left and all moved', () => {
    const after = shareExtensions(before, again([phone('0'), phone('3'), phone('1')]));
    expect(after[1]).toBe(before[2]);
    expect(after[2]).toBe(before[0]);
    expect(after).toHaveLength(3);
  });

  it('give way where something did change', () => {
    const changes: Extension[] = [
      { ...phone('1'), presence: 'busy' },
      phone('1', NOON + 5000),
      { ...phone('1'), registrations: [] },
      { number: '1', presence: 'online' },
      { ...phone('1'), registrations: [{ agent: 'B', state: 'registered', expiresAtMs: NOON }] },
      { ...phone('1'), registrations: [{ agent: 'A', state: 'expired' }] },
    ];
    for (const change of changes) {
      const after = shareExtensions(before, again([change, phone('2'), phone('3')]));
      expect(after[0]).toEqual(change);
      expect(after[1]).toBe(before[1]);
    }
  });

  it('keep their objects when a server computes expire anew and it moves by a second', () => {
    expect(
      shareExtensions(before, [phone('1', NOON + 1000), phone('2'), phone('3', NOON - 1000)]),
    ).toBe(before);
  });
});

describe('a roll', () => {
  const before = rollOf([phone('1')]);

  it('keeps its object when the answer says nothing new, however long it took', () => {
    expect(shareRoll(before, { ...again(before), durationMs: 90, atMs: NOON + 5000 })).toBe(before);
  });

  it.each([
    { totalResults: 9 },
    { isTruncated: true },
    { isWhole: false },
    { status: 204 as const },
    { extensions: [] },
  ])('is a new one when anything of it changed: %j', (change) => {
    const after = shareRoll(before, { ...again(before), ...change });
    expect(after).not.toBe(before);
    expect(after).toMatchObject(change);
  });

  it('shares the list with the one before where only its frame changed', () => {
    expect(shareRoll(before, { ...again(before), totalResults: 9 }).extensions).toBe(
      before.extensions,
    );
  });

  it('is itself when there was none before', () => {
    expect(shareRoll(undefined, before)).toBe(before);
  });
});
