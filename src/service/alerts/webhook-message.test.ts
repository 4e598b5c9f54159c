import { describe, expect, it } from 'vitest';
import { traitsOf } from '../../presence/mass-loss.ts';
import { lossMessage, recoveryMessage } from './webhook-message.ts';

const YEALINK = 'Yealink SIP-T46S 66.86.0.15';
const LOST_AT_MS = Date.parse('2026-11-23T14:30:00Z');

/** The message when these are lost, one each second, of all those that there are. */
function loss(
  numbers: readonly string[],
  { agent = '', others = [] as readonly string[], names = {} as Record<string, string> } = {},
) {
  const traits = (number: string, own: string) => ({ number, traits: traitsOf(number, own) });
  return lossMessage({
    id: 'a',
    lost: new Map(numbers.map((number, n) => [number, LOST_AT_MS + n * 1000])),
    members: [
      ...numbers.map((number) => traits(number, agent)),
      ...others.map((number) => traits(number, 'snomD785/10.1.169.16')),
    ],
    sinceMs: LOST_AT_MS,
    nameOf: (number) => names[number],
  });
}

const inOrganization = (organization: string, count: number) =>
  Array.from({ length: count }, (_, n) => `${organization}*${100 + n}`);

describe('a message', () => {
  it('names what is lost', () => {
    const names = { '0003*210': 'Ann, reception' };
    expect(loss(['0003*210'], { names })).toEqual({
      id: 'a',
      kind: 'loss',
      text: 'Lost: 0003*210 Ann, reception.',
      since: '2026-11-23T14:30:00Z',
      extensions: [{ extension: '0003*210', name: 'Ann, reception' }],
      count: 1,
      organizations: ['0003'],
      shared: '',
    });
    expect(loss(['0004*1', '0003*210'], { names })).toMatchObject({
      text: '2 lost: 0003*210 Ann, reception; 0004*1.',
      organizations: ['0003', '0004'],
    });
  });

  it('tells what many have in common', () => {
    const others = inOrganization('0004', 60);
    expect(loss(inOrganization('0003', 4), { agent: YEALINK, others })).toMatchObject({
      text: '4 of 4 lost in 3 s, all Yealink SIP-T46S 66.86.0.15, organization 0003: 0003*100; 0003*101; 0003*102; 0003*103.',
      shared: 'all Yealink SIP-T46S 66.86.0.15, organization 0003',
    });
  });

  it('lists a hundred and names ten, and counts all', () => {
    const message = loss(inOrganization('0003', 110), { others: inOrganization('0004', 100) });
    expect(message.count).toBe(110);
    expect(message.extensions).toHaveLength(100);
    expect(message.text).toMatch(/: 0003\*100; .*; 0003\*109; and 100 more\.$/);
  });

  it('of a recovery has what its loss had', () => {
    const lost = loss(inOrganization('0003', 12));
    expect(recoveryMessage(lost, LOST_AT_MS + 60_000)).toEqual({
      ...lost,
      kind: 'recovery',
      text: expect.stringMatching(/^All 12 are back: 0003\*100; .*; 0003\*109; and 2 more\.$/),
      since: '2026-11-23T14:31:00Z',
    });
  });

  it('lets nobody call a channel, or hide a link, by what a telephone calls itself', () => {
    const names = { '0003*210': '<!channel> @all <http://x|y>' };
    const message = loss(['0003*210'], { names });
    expect(message.text).toBe('Lost: 0003*210 ‹!channel› @\u200ball ‹http://x|y›.');
    expect(message.extensions).toMatchObject([{ name: names['0003*210'] }]);
  });
});
