import { expect, it } from 'vitest';
import type { JournalCondition } from '../contract/journal.ts';
import { agentsOf } from './agents-in-use.ts';
import { figuresOf } from './day-report.ts';
import { followDay, startDay } from './extension-day.ts';

const HOUR = 3_600_000;
const MIDNIGHT = Date.parse('2026-11-23T00:00:00Z');
const KNOWN = [{ fromMs: MIDNIGHT, toMs: MIDNIGHT + 24 * HOUR }];

/** A day in which an extension went from one condition to others, each at its hour. */
function dayOf(begins: JournalCondition, ...steps: [JournalCondition, number][]) {
  let day = startDay(begins, MIDNIGHT);
  for (const [condition, hour] of steps) {
    day = followDay(day, { condition, atMs: MIDNIGHT + hour * HOUR }, KNOWN);
  }
  return followDay(day, { condition: day.condition, atMs: MIDNIGHT + 24 * HOUR }, KNOWN);
}

const NAMES = { extensions: { '0003*201': 'Ann' }, organizations: { '0003': 'Acme' } };

it('puts the worst first, among extensions and among organizations', () => {
  const { extensions, organizations } = figuresOf(
    new Map([
      ['0003*200', dayOf('registered')],
      ['0003*201', dayOf('registered', ['expired', 18])],
      ['0007*100', dayOf('expired', ['registered', 12])],
    ]),
    NAMES,
  );
  expect(
    extensions.map(({ extension, name, availability }) => `${extension} ${name} ${availability}`),
  ).toEqual(['0007*100  0.5', '0003*201 Ann 0.75', '0003*200  1']);
  expect(organizations).toMatchObject([
    { organization: '0007', name: '', availability: 0.5, extensions: 1 },
    {
      ...{ organization: '0003', name: 'Acme', availability: 0.875, extensions: 2, outages: 1 },
      longest: { extension: '0003*201', from: '2026-11-23T18:00:00Z', to: '2026-11-24T00:00:00Z' },
    },
  ]);
});

it('tells extensions that nothing was registered at apart, and lets them spoil no figure', () => {
  const { extensions, organizations, unused } = figuresOf(
    new Map([
      ['0003*200', dayOf('registered')],
      ['0003*299', dayOf('not-registered')],
      ['0003*298', dayOf('static')],
      ['0007*100', dayOf('not-registered')],
    ]),
    NAMES,
  );
  expect(extensions.map(({ extension }) => extension)).toEqual(['0003*200']);
  expect(unused.map(({ extension }) => extension)).toEqual(['0003*299', '0007*100']);
  expect(organizations).toMatchObject([
    { organization: '0003', availability: 1, extensions: 1, unused: 1 },
    { organization: '0007', availability: null, extensions: 0, unused: 1 },
  ]);
});

it('counts devices by what they are, whatever hardware address they tell', () => {
  const { items, others } = agentsOf([
    { extension: '0003*201', agent: 'Yealink SIP-T46S 66.84.0.125 805ec0000001' },
    { extension: '0003*200', agent: 'Yealink SIP-T46S 66.84.0.125 805ec0000002' },
    { extension: '0003*202', agent: 'Yealink SIP-T46S 66.100.0.15' },
    { extension: '0003*202', agent: 'snomD785/10.1.184.15' },
  ]);
  expect(
    items.map(({ agent, version, count, extensions }) => [agent, version, count, extensions?.[0]]),
  ).toEqual([
    ['snom D785', '10.1.184.15', 1, '0003*202'],
    ['Yealink SIP-T46S', '66.100.0.15', 1, '0003*202'],
    ['Yealink SIP-T46S', '66.84.0.125', 2, '0003*200'],
  ]);
  expect(others).toBe(0);
});

it('tells five hundred different agents, and how many devices are of others', () => {
  const devices = Array.from({ length: 1200 }, (_, nth) => ({
    extension: `0003*${nth}`,
    agent: `Phone ${nth % 600}/1.0`,
  }));
  const { items, others } = agentsOf(devices);
  expect([items.length, others]).toEqual([500, 200]);
});
