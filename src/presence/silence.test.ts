import { describe, expect, it } from 'vitest';
import type { Silence } from '../contract/alerts.ts';
import { nextEndMs, type Silenceable, silenceAt, silenceBook } from './silence.ts';

const NOW = Date.parse('2026-11-23T14:30:00Z');
const MINUTE = 60_000;

const ANNS_PHONE: Silenceable = {
  number: '0003*210',
  organization: '0003',
  agentName: 'Zoiper',
  isLost: true,
  lostAtMs: NOW - MINUTE,
};

function silence(over: Partial<Silence> = {}): Silence {
  return {
    id: 'one',
    kind: 'mute',
    subject: { kind: 'extension', value: '0003*210' },
    until: null,
    account: { id: 3, name: 'Acme' },
    createdAt: '2026-11-23T14:20:00Z',
    ...over,
  };
}

const held = (silences: readonly Silence[], over: Partial<Silenceable> = {}, nowMs = NOW) =>
  silenceAt(silenceBook(silences), { ...ANNS_PHONE, ...over }, nowMs)?.id;

describe('a silence holds', () => {
  it.each([
    ['extension', '0003*210', 'one'],
    ['extension', '0003*21', undefined],
    ['organization', '0003', 'one'],
    ['organization', '0007', undefined],
    ['agent', 'Zoiper', 'one'],
    ['agent', 'zoiper', undefined],
    ['agent', 'Yealink SIP-T46S', undefined],
    ['agent', '0003', undefined],
  ] as const)('for what it names: %s %s', (kind, value, expected) => {
    expect(held([silence({ subject: { kind, value } })])).toBe(expected);
  });

  it('until its time, on the server’s clock', () => {
    const anHour = silence({ until: '2026-11-23T15:30:00Z' });
    expect(held([anHour], {}, NOW + 60 * MINUTE - 1)).toBe('one');
    expect(held([anHour], {}, NOW + 60 * MINUTE)).toBeUndefined();
  });

  it('when muted, whether lost or not; when acknowledged, only while lost', () => {
    const known = silence({ kind: 'acknowledgement' });
    expect(held([silence()], { isLost: false })).toBe('one');
    expect(held([known])).toBe('one');
    expect(held([known], { isLost: false })).toBeUndefined();
  });
});

describe('an acknowledgement', () => {
  const known = silence({
    kind: 'acknowledgement',
    subject: { kind: 'organization', value: '0003' },
  });
  const lost = (minutesAfter: number) =>
    held([known], { lostAtMs: Date.parse(known.createdAt) + minutesAfter * MINUTE });

  it('of an organization is of the losses that there were, and of those that are still part of them', () => {
    expect([-60, 0, 2, 3].map(lost)).toEqual(['one', 'one', 'one', undefined]);
  });

  it('of an organization is also of what was lost before anybody here watched', () => {
    expect(held([known], { lostAtMs: undefined })).toBe('one');
  });

  it('of an extension holds until it is back, whenever a screen has seen the loss', () => {
    expect(held([silence({ kind: 'acknowledgement' })], { lostAtMs: NOW })).toBe('one');
  });
});

describe('of several silences', () => {
  it('a mute is told before an acknowledgement', () => {
    const mute = silence({ id: 'mute', until: '2026-11-23T14:31:00Z' });
    expect(held([silence({ kind: 'acknowledgement' }), mute])).toBe('mute');
  });

  it('the one that ends last is told, and of equals the newest', () => {
    const soon = silence({ id: 'soon', until: '2026-11-23T14:31:00Z' });
    const later = silence({ id: 'later', until: '2026-11-23T18:00:00Z' });
    const all = silence({ id: 'all', subject: { kind: 'organization', value: '0003' } });
    expect(held([soon, later])).toBe('later');
    expect(held([soon, later, all])).toBe('all');
    expect(held([silence({ id: 'newest' }), silence()])).toBe('newest');
  });

  it('the next end is that of the first that has one ahead', () => {
    const ends = ['2026-11-23T14:30:00Z', '2026-11-23T18:00:00Z', '2026-11-23T15:00:00Z', null];
    expect(
      nextEndMs(
        ends.map((until) => silence({ until })),
        NOW,
      ),
    ).toBe(NOW + 30 * MINUTE);
    expect(nextEndMs([silence()], NOW)).toBeUndefined();
  });
});
