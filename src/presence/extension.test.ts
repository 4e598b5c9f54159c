import { describe, expect, it } from 'vitest';
import type { PresenceEntry } from '../contract/presence.ts';
import { entryFromExtension, extensionFromEntry, toApiInstant } from './extension.ts';

const EXPIRE = '2026-11-23T14:30:00Z';
const EXPIRES_AT_MS = Date.parse(EXPIRE);

describe('an entry of the API as an extension', () => {
  it.each([
    [0, 'unknown'],
    [1, 'online'],
    [2, 'ringing'],
    [3, 'busy'],
  ] as const)('reads and writes status %i as %s', (status, presence) => {
    const entry: PresenceEntry = { extension: '0003*210', status, registration: [] };
    expect(extensionFromEntry(entry).presence).toBe(presence);
    expect(entryFromExtension(extensionFromEntry(entry))).toEqual(entry);
  });

  it.each([
    ['1', 'registered'],
    ['2', 'static'],
    ['-1', 'not-registered'],
    ['0', 'unknown'],
  ] as const)('reads and writes registration %s as %s', (registration, state) => {
    const entry: PresenceEntry = {
      extension: '0003*210',
      status: 0,
      registration: [{ agent: 'A', registration, expire: EXPIRE }],
    };
    expect(extensionFromEntry(entry).registrations).toEqual([
      { agent: 'A', state, expiresAtMs: EXPIRES_AT_MS },
    ]);
    expect(entryFromExtension(extensionFromEntry(entry))).toEqual(entry);
  });

  it('reads registration -2 as expired, with the time that some servers send', () => {
    expect(
      extensionFromEntry({ registration: [{ agent: 'A', registration: '-2', expire: EXPIRE }] })
        .registrations,
    ).toEqual([{ agent: 'A', state: 'expired', expiresAtMs: EXPIRES_AT_MS }]);
  });

  it('writes no expire for an expired registration', () => {
    expect(
      entryFromExtension({
        number: '210',
        registrations: [{ agent: 'A', state: 'expired', expiresAtMs: EXPIRES_AT_MS }],
      }).registration,
    ).toEqual([{ agent: 'A', registration: '-2' }]);
  });

  it('tells what was not asked for from what is empty', () => {
    expect(extensionFromEntry({ extension: '210' })).toEqual({ number: '210' });
    expect(extensionFromEntry({ status: 1, registration: [] })).toEqual({
      number: '#1',
      presence: 'online',
      registrations: [],
    });
  });

  it('writes the keys in the order of the documentation', () => {
    expect(
      JSON.stringify(
        entryFromExtension({
          registrations: [{ expiresAtMs: EXPIRES_AT_MS, state: 'registered', agent: 'A' }],
          presence: 'online',
          number: '0003*210',
        }),
      ),
    ).toBe(
      `{"extension":"0003*210","status":1,"registration":[{"agent":"A","registration":"1","expire":"${EXPIRE}"}]}`,
    );
  });
});

it('cuts an instant down to its second', () => {
  expect(toApiInstant(EXPIRES_AT_MS + 999)).toBe(EXPIRE);
});
