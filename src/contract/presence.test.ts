import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { collectionSchema, parsePresence, presenceSchema } from './presence.ts';

/** The example of uapi-presence.md, with the count that it really lists. */
const EXAMPLE = [
  {
    startIndex: 0,
    totalResults: 1,
    itemsPerPage: 20,
    filtered: false,
    sorted: false,
    entry: [
      {
        extension: '0003*210',
        status: 0,
        registration: [
          { agent: '3CXPhone 5.0.14439.0', registration: '-1', expire: '2011-02-10T15:10:55Z' },
        ],
      },
    ],
  },
];

const withEntry = (entry: unknown) => ({ totalResults: 1, entry: [entry] });
const withRegistration = (registration: unknown) => withEntry({ registration: [registration] });
const firstEntry = (json: unknown) => parsePresence(json).entry[0];
const firstRegistration = (json: unknown) => firstEntry(json)?.registration?.[0];

describe('the exact schema', () => {
  const [collection] = EXAMPLE;
  const [entry] = collection?.entry ?? [];
  const withRegistrations = (registration: unknown) => [
    { ...collection, entry: [{ ...entry, registration }] },
  ];

  it('takes the example', () => {
    expect(presenceSchema.parse(EXAMPLE)).toEqual(EXAMPLE);
  });

  it.each([
    ['a bare object', collection],
    ['two collections', [collection, collection]],
    ['a number as a string', [{ ...collection, totalResults: '1' }]],
    ['a negative number', [{ ...collection, startIndex: -1 }]],
    ['a flag as a string', [{ ...collection, sorted: 'false' }]],
    ['a field of its own invention', [{ ...collection, version: 1 }]],
    ['a status as a string', [{ ...collection, entry: [{ ...entry, status: '0' }] }]],
    ['an unknown status', [{ ...collection, entry: [{ ...entry, status: 4 }] }]],
    ['a name in an entry', [{ ...collection, entry: [{ ...entry, name: 'Ann' }] }]],
    ['a registration as a number', withRegistrations([{ agent: '', registration: -1 }])],
    ['an unknown registration', withRegistrations([{ agent: '', registration: '3' }])],
    ['no agent', withRegistrations([{ registration: '-1' }])],
    [
      'an expire with a fraction',
      withRegistrations([{ agent: '', registration: '1', expire: '2011-02-10T15:10:55.000Z' }]),
    ],
    [
      'an expire with an offset',
      withRegistrations([{ agent: '', registration: '1', expire: '2011-02-10T15:10:55+00:00' }]),
    ],
  ])('refuses %s', (_what, json) => {
    expect(presenceSchema.safeParse(json).success).toBe(false);
  });
});

describe('the tolerant reading', () => {
  it('takes the root as an array and as a bare object', () => {
    expect(parsePresence(EXAMPLE)).toEqual(EXAMPLE[0]);
    expect(parsePresence(EXAMPLE[0])).toEqual(EXAMPLE[0]);
  });

  it('takes every number as a string, and a string as a number', () => {
    expect(
      parsePresence([
        {
          startIndex: '0',
          totalResults: '7',
          itemsPerPage: '20',
          filtered: 'true',
          sorted: '0',
          entry: [{ extension: 210, status: '1', registration: [{ agent: 5, registration: 1 }] }],
        },
      ]),
    ).toEqual({
      startIndex: 0,
      totalResults: 7,
      itemsPerPage: 20,
      filtered: true,
      sorted: false,
      entry: [{ extension: '210', status: 1, registration: [{ agent: '5', registration: '1' }] }],
    });
  });

  it.each([
    ['absent', {}, undefined],
    ['null', { expire: null }, undefined],
    ['empty', { expire: '' }, undefined],
    ['no instant', { expire: 'never' }, undefined],
    ['past the year 9999', { expire: '9999-12-31T23:59:59-01:00' }, undefined],
    ['past', { expire: '2011-02-10T15:10:55Z' }, '2011-02-10T15:10:55Z'],
    ['with a fraction', { expire: '2011-02-10T15:10:55.999Z' }, '2011-02-10T15:10:55Z'],
    ['with an offset', { expire: '2011-02-10T15:10:55+02:00' }, '2011-02-10T13:10:55Z'],
    ['with a short offset', { expire: '2011-02-10T15:10:55-0130' }, '2011-02-10T16:40:55Z'],
    ['without an offset, as UTC', { expire: '2011-02-10T15:10:55' }, '2011-02-10T15:10:55Z'],
    ['with a blank for the T', { expire: '2011-02-10 15:10:55' }, '2011-02-10T15:10:55Z'],
  ])('takes an expire that is %s', (_what, expire, utc) => {
    expect(
      firstRegistration(withRegistration({ agent: 'A', registration: '1', ...expire })),
    ).toEqual({
      agent: 'A',
      registration: '1',
      ...(utc !== undefined && { expire: utc }),
    });
  });

  it('keeps an expire beside a negative code', () => {
    const registration = { agent: 'A', registration: '-2', expire: '2011-02-10T15:10:55Z' };
    expect(firstRegistration(withRegistration(registration))).toEqual(registration);
  });

  it.each([
    ['empty', { registration: [] }, []],
    ['null', { registration: null }, []],
    ['absent', {}, undefined],
  ])('takes a registration that is %s', (_what, part, registration) => {
    expect(firstEntry(withEntry({ extension: '210', ...part }))?.registration).toEqual(
      registration,
    );
  });

  it('shows unknown codes as unknown', () => {
    expect(
      firstEntry(withEntry({ status: 9, registration: [{ agent: '', registration: '17' }, {}] })),
    ).toEqual({
      status: 0,
      registration: [
        { agent: '', registration: '0' },
        { agent: '', registration: '0' },
      ],
    });
    expect(firstEntry(withEntry({ status: null }))).toEqual({ status: 0 });
  });

  it('takes an empty collection, with and without its list', () => {
    const empty = { startIndex: 0, filtered: false, sorted: false, entry: [] };
    expect(parsePresence([{ ...empty, totalResults: 0, itemsPerPage: 20 }])).toEqual({
      ...empty,
      totalResults: 0,
      itemsPerPage: 20,
    });
    expect(parsePresence({ totalResults: 0 })).toEqual({
      ...empty,
      totalResults: 0,
      itemsPerPage: 0,
    });
  });

  it('counts what is listed where the answer does not say', () => {
    expect(parsePresence({ startIndex: 40, entry: [{}, {}] })).toMatchObject({
      startIndex: 40,
      totalResults: 42,
      itemsPerPage: 2,
    });
  });

  it.each([
    ['nothing', null],
    ['a text', 'Service Unavailable'],
    ['an empty array', []],
    ['an object without a collection', {}],
    ['an error with status 200', { error: { code: 'access_denied', message: 'No.' } }],
    ['a negative total', { totalResults: -1, entry: [] }],
    ['half a result', { totalResults: 1.5, entry: [] }],
  ])('refuses %s', (_what, json) => {
    expect(() => parsePresence(json)).toThrow('The answer is not a presence collection.');
  });

  it('gives the exact shape or refuses, whatever is sent', () => {
    const registration = fc.record(
      { agent: fc.jsonValue(), registration: fc.jsonValue(), expire: fc.jsonValue() },
      { requiredKeys: [] },
    );
    const entry = fc.record(
      {
        extension: fc.oneof(fc.string(), fc.integer()),
        status: fc.jsonValue(),
        registration: fc.array(registration),
      },
      { requiredKeys: [] },
    );
    const collection = fc.record(
      {
        totalResults: fc.oneof(fc.nat(), fc.jsonValue()),
        startIndex: fc.oneof(fc.nat(), fc.jsonValue()),
        sorted: fc.jsonValue(),
        entry: fc.array(entry),
      },
      { requiredKeys: [] },
    );
    fc.assert(
      fc.property(fc.oneof(collection, fc.jsonValue()), (json) => {
        let parsed: unknown;
        try {
          parsed = parsePresence(json);
        } catch (error) {
          expect(String(error)).toBe('Error: The answer is not a presence collection.');
          return;
        }
        expect(collectionSchema.parse(parsed)).toEqual(parsed);
      }),
    );
  });
});
