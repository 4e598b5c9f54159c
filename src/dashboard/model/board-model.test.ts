import { describe, expect, it } from 'vitest';
import type { Silence } from '../../contract/alerts.ts';
import type { Extension } from '../../presence/extension.ts';
import { observe, startWatch, type Watch } from '../../presence/watch.ts';
import { type BoardModelInput, boardModel, type Refinements } from './board-model.ts';

const NOW = 1_800_000_000_000;
const MINUTE = 60_000;

function extension(number: string, minutesLeft: number, agent = 'Zoiper rv2.10.20.4'): Extension {
  const expiresAtMs = NOW + minutesLeft * MINUTE;
  return {
    number,
    presence: 'online',
    registrations: [{ agent, state: 'registered', expiresAtMs }],
  };
}

function watching(...extensions: Extension[]): Watch {
  return observe(startWatch(NOW), { extensions, isWhole: true, atMs: NOW });
}

function model(watch: Watch, over: Partial<BoardModelInput> = {}) {
  return boardModel({
    watch,
    names: { extensions: {}, organizations: {} },
    refinements: UNREFINED,
    judgedAtMs: NOW,
    orderedAtMs: NOW,
    ...over,
  });
}

const UNREFINED: Refinements = {
  group: 'organization',
  order: 'problems',
  states: [],
  agent: '',
  find: '',
};

function refine(over: Partial<Refinements>) {
  return { refinements: { ...UNREFINED, ...over } };
}

const shown = (made: ReturnType<typeof model>) =>
  made.groups.map(({ prefix, items }) => [prefix, items.map(({ number }) => number)]);

describe('the groups of a board', () => {
  const expired: Extension = {
    number: '0007*101',
    registrations: [{ agent: 'Zoiper', state: 'expired' }],
  };
  const watch = watching(
    extension('0003*201', 30),
    extension('0012*300', 30),
    extension('0007*100', 30),
    expired,
  );

  it('stand in the order of their worst member when problems come first, else of their prefix', () => {
    expect(shown(model(watch))).toEqual([
      ['0007', ['0007*101', '0007*100']],
      ['0003', ['0003*201']],
      ['0012', ['0012*300']],
    ]);
    expect(shown(model(watch, refine({ order: 'extension' }))).map(([prefix]) => prefix)).toEqual([
      '0003',
      '0007',
      '0012',
    ]);
    expect(
      shown(model(watch, refine({ order: 'extension-desc' }))).map(([prefix]) => prefix),
    ).toEqual(['0012', '0007', '0003']);
  });

  it('count all of their extensions, shown or not', () => {
    const made = model(watch, refine({ states: ['expired'] }));
    expect(shown(made)).toEqual([['0007', ['0007*101']]]);
    expect(made.groups[0]?.summary.counts.registered).toBe(1);
    expect(made).toMatchObject({ shown: 1, total: 4 });
  });

  it('are one without a head when the list is not grouped', () => {
    expect(shown(model(watch, refine({ group: 'none', order: 'extension' })))).toEqual([
      ['', ['0003*201', '0007*100', '0007*101', '0012*300']],
    ]);
  });
});

describe('find', () => {
  const watch = watching(
    extension('0003*210', 30, 'Yealink SIP-T46S 66.86.0.15'),
    extension('00033210', 30),
  );
  const names = { extensions: { '00033210': 'Ann (reception)' }, organizations: {} };
  const found = (find: string) =>
    model(watch, { names, ...refine({ find }) }).groups.flatMap(({ items }) =>
      items.map(({ number }) => number),
    );

  it.each([
    ['0003*210', ['0003*210']],
    ['ANN (', ['00033210']],
    ['yealink sip-t46s 66', ['0003*210']],
    ['  zoiper ', ['00033210']],
    ['.*', []],
  ])('takes "%s" as the text it is, in letters of any size', (find, numbers) => {
    expect(found(find)).toEqual(numbers);
  });
});

it('lists agents by how many extensions have one, an extension with two of one agent once', () => {
  const twice: Extension = {
    number: '0003*201',
    registrations: [
      { agent: 'Zoiper rv2.10.20.4', state: 'registered', expiresAtMs: NOW + MINUTE },
      { agent: 'Zoiper rv2.10.20.4', state: 'registered', expiresAtMs: NOW + MINUTE },
      { agent: 'MicroSIP/3.21.5', state: 'registered', expiresAtMs: NOW + MINUTE },
    ],
  };
  const watch = watching(twice, extension('0003*202', 30));
  expect(model(watch).agents).toEqual([
    { name: 'Zoiper', count: 2 },
    { name: 'MicroSIP', count: 1 },
  ]);
  expect(model(watch, refine({ agent: 'MicroSIP' })).shown).toBe(1);
});

describe('as time passes', () => {
  const first = extension('0003*201', 60);
  const second = extension('0003*202', 30);
  const watch = watching(first, second);

  it('says when the clock alone will change a condition', () => {
    // Late is under a tenth of a life and at most a minute: 29 minutes from now for the one with 30 left.
    expect(model(watch).changesAtMs).toBe(NOW + 29 * MINUTE + 1);
  });

  it('keeps the items that hold, and makes anew what the clock or an answer changed', () => {
    const before = model(watch);
    const later = NOW + 29 * MINUTE + 1000;
    const after = model(watch, { judgedAtMs: later, before: before.items });
    expect(after.items.get('0003*201')).toBe(before.items.get('0003*201'));
    expect(after.items.get('0003*202')?.now.condition).toBe('late');

    const answered = observe(watch, {
      extensions: [first, extension('0003*202', 90)],
      isWhole: true,
      atMs: NOW + MINUTE,
    });
    const next = model(answered, { before: before.items });
    expect(next.items.get('0003*201')).toBe(before.items.get('0003*201'));
    expect(next.items.get('0003*202')).not.toBe(before.items.get('0003*202'));
  });

  it('shows a new condition at once, and moves nothing before the list is ordered again', () => {
    const judgedAtMs = NOW + 29 * MINUTE + 1000;
    const [unmoved] = model(watch, { judgedAtMs }).groups;
    expect(unmoved?.items.map(({ now }) => now.condition)).toEqual(['registered', 'late']);
    const [moved] = model(watch, { judgedAtMs, orderedAtMs: judgedAtMs }).groups;
    expect(moved?.items.map(({ now }) => now.condition)).toEqual(['late', 'registered']);
  });
});

it('draws ten thousand extensions from one list', () => {
  const many = Array.from({ length: 10_000 }, (_, at) => extension(`0003*${10_000 + at}`, 30));
  const made = model(watching(...many));
  expect(made).toMatchObject({ shown: 10_000, total: 10_000 });
  expect(made.summary.counts.registered).toBe(10_000);
});

describe('a silence', () => {
  const AS = {
    live: { state: 'registered', expiresAtMs: NOW + 600 * MINUTE },
    gone: { state: 'expired' },
  } as const;
  type State = keyof typeof AS;
  const silence = (until: string | null): Silence => ({
    id: 'one',
    kind: 'mute',
    subject: { kind: 'agent', value: 'Yealink SIP-T46S' },
    until,
    account: { id: 3, name: 'Acme' },
    createdAt: new Date(NOW).toISOString(),
  });
  const watch = watching(
    extension('0003*201', 600, 'Yealink SIP-T46S 66.86.0.15'),
    extension('0003*202', 600),
  );
  const until = new Date(NOW + MINUTE).toISOString();

  it('is on whom it concerns, and the others keep their objects', () => {
    const before = model(watch);
    const after = model(watch, { silences: [silence(null)], before: before.items });
    expect(after.items.get('0003*201')?.silence?.id).toBe('one');
    expect(after.items.get('0003*202')).toBe(before.items.get('0003*202'));
    const again = model(watch, { silences: [silence(until)], before: after.items });
    expect(again.items.get('0003*201')?.silence?.until).toBe(until);
  });

  it('of an agent is on whom was lost with it, not on whom has it beside what was lost', () => {
    const phones = (number: string, desk: State, soft: State): Extension => ({
      number,
      registrations: [
        { agent: 'Yealink SIP-T46S 66.86.0.15', ...AS[desk] },
        { agent: 'Zoiper rv2.10.20.4', ...AS[soft] },
      ],
    });
    const looks = [
      [phones('0003*201', 'live', 'live'), phones('0003*202', 'live', 'live')],
      [phones('0003*201', 'gone', 'live'), phones('0003*202', 'live', 'gone')],
      [phones('0003*201', 'gone', 'gone'), phones('0003*202', 'gone', 'gone')],
    ];
    const seen = looks.reduce(
      (before, extensions, nth) =>
        observe(before, { extensions, isWhole: true, atMs: NOW + nth * MINUTE }),
      startWatch(NOW),
    );
    const { items } = model(seen, { silences: [silence(null)], judgedAtMs: NOW + 2 * MINUTE });
    expect(items.get('0003*201')?.silence).toBeUndefined();
    expect(items.get('0003*202')?.silence?.id).toBe('one');
  });

  it('ends by the clock, which the model is told of', () => {
    const silences = [silence(until)];
    const before = model(watch, { silences });
    expect(before.changesAtMs).toBe(NOW + MINUTE);
    const after = model(watch, {
      silences,
      judgedAtMs: NOW + MINUTE,
      before: before.items,
    });
    expect(after.items.get('0003*201')?.silence).toBeUndefined();
  });
});
