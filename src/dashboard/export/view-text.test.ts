import { describe, expect, it } from 'vitest';
import type { Extension } from '../../presence/extension.ts';
import { observe, startWatch } from '../../presence/watch.ts';
import { boardItem } from '../model/board-item.ts';
import { viewText } from './view-text.ts';

const NOON = Date.parse('2026-11-23T12:00:00Z');

function items(...extensions: Extension[]) {
  const watch = observe(startWatch(NOON), { extensions, isWhole: true, atMs: NOON });
  return [...watch.extensions.values()].map((watched) =>
    boardItem({
      ...{ watched, name: 'Ann, reception', silences: new Map() },
      ...{ judgedAtMs: NOON, before: undefined },
    }),
  );
}

const TWO_DEVICES: Extension = {
  number: '0003*210',
  presence: 'busy',
  registrations: [
    { agent: '=HYPERLINK("http://evil.example")', state: 'registered', expiresAtMs: NOON + 60_000 },
    { agent: 'Zoiper rv2.10.20.4', state: 'not-registered' },
  ],
};

describe('a view as CSV', () => {
  const csv = (...extensions: Extension[]) => [...viewText(items(...extensions), 'csv')].join('');

  it('has a row for each registration, in words, and one for an extension without any', () => {
    expect(csv(TWO_DEVICES, { number: '0003*211', registrations: [] }).split('\r\n')).toEqual([
      '\uFEFFextension,name,organization,state,presence,agent,registration,expire',
      `0003*210,"Ann, reception",0003,busy,busy,"'=HYPERLINK(""http://evil.example"")",registered,2026-11-23T12:01:00Z`,
      '0003*210,"Ann, reception",0003,busy,busy,Zoiper rv2.10.20.4,not-registered,',
      '0003*211,"Ann, reception",0003,not-registered,,,,',
      '',
    ]);
  });

  it('comes in pieces that a page has time for, none lost and all in order', () => {
    const many = Array.from(
      { length: 1201 },
      (_, at): Extension => ({ number: `0003*${1000 + at}` }),
    );
    const pieces = [...viewText(items(...many), 'csv')];
    expect(pieces.map((piece) => piece.split('\r\n').length - 1)).toEqual([1, 500, 500, 201]);
    const numbers = pieces
      .join('')
      .split('\r\n')
      .slice(1, -1)
      .map((row) => row.split(',')[0]);
    expect(numbers).toEqual(many.map(({ number }) => number));
  });
});

describe('a view as JSON', () => {
  const parsed = (...extensions: Extension[]): unknown =>
    JSON.parse([...viewText(items(...extensions), 'json')].join(''));

  it('is a list of the extensions with their registrations, the text as it is', () => {
    expect(parsed(TWO_DEVICES)).toEqual([
      {
        extension: '0003*210',
        name: 'Ann, reception',
        organization: '0003',
        state: 'busy',
        presence: 'busy',
        registrations: [
          {
            agent: '=HYPERLINK("http://evil.example")',
            registration: 'registered',
            expire: '2026-11-23T12:01:00Z',
          },
          { agent: 'Zoiper rv2.10.20.4', registration: 'not-registered', expire: '' },
        ],
      },
    ]);
  });

  it('is one list however many pieces it comes in, and an empty one of nothing', () => {
    const many = Array.from({ length: 501 }, (_, at): Extension => ({ number: `${1000 + at}` }));
    expect(parsed(...many)).toHaveLength(501);
    expect(parsed()).toEqual([]);
  });
});
