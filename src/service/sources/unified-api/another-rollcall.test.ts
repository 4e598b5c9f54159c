import fc from 'fast-check';
import { expect, it } from 'vitest';
import { createDirectory } from '../../directory/directory.ts';
import { FakeClock } from '../../fake-clock.rig.ts';
import { tellDifference, type UpstreamList } from './told-entries.ts';
import { readUpstreamExtension } from './upstream-extension.ts';

// What another Rollcall answers is answered, whatever happens at its registrar, and whenever it is asked.

const numbers = fc.constantFrom('0003*210', '0003*211', '0003*212');
const device = fc.record({
  extension: numbers,
  device: fc.constantFrom('a', 'b', 'c', 'd'),
  agent: fc.constantFrom('Yealink SIP-T46S', 'Snom D785'),
});
const presence = fc.constantFrom('online' as const, 'ringing' as const, 'busy' as const);
const happening = fc.oneof(
  fc.record({
    kind: fc.constant('registered' as const),
    device,
    lifeMs: fc.integer({ min: 1, max: 90_000 }),
  }),
  fc.record({ kind: fc.constant('unregistered' as const), device }),
  fc.record({
    kind: fc.constant('published' as const),
    extension: numbers,
    presence,
    lifeMs: fc.integer({ min: 1, max: 90_000 }),
  }),
  fc.record({ kind: fc.constant('withdrawn' as const), extension: numbers }),
  fc.record({
    kind: fc.constant('provisioned' as const),
    extensions: fc.uniqueArray(fc.record({ number: numbers, static: fc.boolean() }), {
      selector: ({ number }) => number,
    }),
  }),
  fc.record({ kind: fc.constant('passes' as const), ms: fc.integer({ min: 1, max: 40_000 }) }),
  fc.record({ kind: fc.constant('passes' as const), ms: fc.integer({ min: 1, max: 900 }) }),
  fc.constant({ kind: 'asked' as const }),
);
type Happening = typeof happening extends fc.Arbitrary<infer Value> ? Value : never;

function site() {
  const clock = new FakeClock();
  const upstream = createDirectory({ clock, forgetAfterMs: 120_000 });
  const directory = createDirectory({ clock, forgetAfterMs: Number.POSITIVE_INFINITY });
  const provision =
    (to: typeof upstream) => (extensions: readonly { number: string; static: boolean }[]) =>
      to.provision(extensions.map((one) => ({ number: one.number, static: one.static, name: '' })));
  provision(upstream)([
    { number: '0003*210', static: false },
    { number: '0003*211', static: true },
  ]);
  let list: UpstreamList = new Map();
  let beforeMs: number | null = null;
  const entriesOf = (of: typeof upstream) =>
    of.list({ kind: 'all' }, { count: 5000 }).entries.map(({ entry }) => entry);
  const ask = () => {
    // As its Date has it.
    const atMs = Math.floor(clock.now() / 1000) * 1000;
    const moment = { atMs, offsetMs: 0, beforeMs };
    const read = entriesOf(upstream).map((entry) =>
      readUpstreamExtension(entry, list.get(entry.extension ?? ''), moment),
    );
    const after = new Map(read.map((one) => [one.number, one]));
    const told = { sink: directory, exist: provision(directory) };
    directory.answered(atMs, () => tellDifference(told, { before: list, after, atMs }));
    list = after;
    beforeMs = atMs;
  };
  const happen = (one: Happening) => {
    switch (one.kind) {
      case 'registered':
        return upstream.registered(one.device, clock.now() + one.lifeMs);
      case 'unregistered':
        return upstream.unregistered(one.device, clock.now());
      case 'published': {
        const published = { extension: one.extension, publication: 'a', presence: one.presence };
        return upstream.published(published, clock.now() + one.lifeMs);
      }
      case 'withdrawn':
        return upstream.withdrawn({ extension: one.extension, publication: 'a' });
      case 'provisioned':
        return provision(upstream)(one.extensions);
      case 'passes':
        return clock.advance(one.ms);
      case 'asked':
        return ask();
    }
  };
  return { ask, happen, upstreamList: () => entriesOf(upstream), list: () => entriesOf(directory) };
}

it('answers what another Rollcall answered when it was last asked, whatever happens there', () => {
  fc.assert(
    fc.property(fc.array(happening, { maxLength: 60 }), (happenings) => {
      const { ask, happen, upstreamList, list } = site();
      ask();
      for (const one of happenings) {
        const before = list();
        happen(one);
        expect(list()).toEqual(one.kind === 'asked' ? upstreamList() : before);
      }
    }),
    { numRuns: 300 },
  );
});
