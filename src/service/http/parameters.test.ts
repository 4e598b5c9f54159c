import { beforeEach, describe, expect, it } from 'vitest';
import { type PresenceCollection, parsePresence } from '../../contract/presence.ts';
import { provision, type RunningService, startService } from './running-service.rig.ts';

// Each row of the tables "Query parameters" and "Errors" of the API, against the running service.

const SELF = '/uapi/extensions/@me/@self/presence';
let service: RunningService;

beforeEach(async () => {
  service = await startService();
  provision(service, [
    ...['0003*210', '0003*211', '0003*2100', '0004*210'],
    ...Array.from({ length: 40 }, (_, index) => `0005*${100 + index}`),
  ]);
});

async function list(query: string): Promise<PresenceCollection> {
  const response = await service.get(`${SELF}?${query}`);
  expect(response.status).toBe(200);
  return parsePresence(await response.json());
}
const numbersOf = ({ entry }: PresenceCollection) => entry.map(({ extension }) => extension);

describe('count and startIndex', () => {
  it('are 20 and 0 when left out', async () => {
    const collection = await list('');
    expect(collection).toMatchObject({ startIndex: 0, itemsPerPage: 20, totalResults: 44 });
    expect(collection.entry).toHaveLength(20);
  });

  it('choose the page', async () => {
    const collection = await list('count=2&startIndex=1');
    expect(collection).toMatchObject({ startIndex: 1, itemsPerPage: 2, totalResults: 44 });
    expect(numbersOf(collection)).toEqual(['0003*2100', '0003*211']);
  });

  it('reach to 5000 each', async () => {
    expect((await list('count=5000')).entry).toHaveLength(44);
    expect(await list('startIndex=5000')).toMatchObject({ startIndex: 5000, entry: [] });
  });
});

describe('filterBy, filterOp and filterValue', () => {
  it.each([
    ['equals', 'filterOp=equals&filterValue=0003*210', ['0003*210']],
    ['equals by default', 'filterValue=0003*210', ['0003*210']],
    ['contains', 'filterOp=contains&filterValue=*210', ['0003*210', '0003*2100', '0004*210']],
    ['startsWith', 'filterOp=startsWith&filterValue=0003*210', ['0003*210', '0003*2100']],
    [
      'inArray, indexed',
      'filterOp=inArray&filterValue[0]=0004*210&filterValue[1]=0003*210',
      ['0003*210', '0004*210'],
    ],
    [
      'inArray, escaped',
      'filterOp=inArray&filterValue%5B0%5D=0004%2A210&filterValue%5B1%5D=0003%2A210',
      ['0003*210', '0004*210'],
    ],
    [
      'inArray, in brackets',
      'filterOp=inArray&filterValue[]=0004*210&filterValue[]=0003*210',
      ['0003*210', '0004*210'],
    ],
    [
      'inArray, repeated',
      'filterOp=inArray&filterValue=0004*210&filterValue=0003*210',
      ['0003*210', '0004*210'],
    ],
    [
      'inArray, a comma list',
      'filterOp=inArray&filterValue=0004*210,0003*210',
      ['0003*210', '0004*210'],
    ],
    ['inArray, one scalar', 'filterOp=inArray&filterValue=0003*210', ['0003*210']],
  ])('select by %s', async (_form, query, numbers) => {
    const collection = await list(`filterBy=extension&${query}`);
    expect(numbersOf(collection)).toEqual(numbers);
    expect(collection).toMatchObject({ filtered: true, totalResults: numbers.length });
  });

  it('match literally: a star stands for itself', async () => {
    const response = await service.get(`${SELF}?filterBy=extension&filterValue=*`);
    expect(response.status).toBe(204);
  });

  it('select within one extension too', async () => {
    const path = '/uapi/extensions/@me/0003*210/presence?filterBy=extension&filterValue=';
    expect((await service.get(`${path}0003*210`)).status).toBe(200);
    expect((await service.get(`${path}0003*211`)).status).toBe(204);
  });
});

describe('sortOrder', () => {
  it.each(['asc', 'ascending'])('is ascending by %s', async (word) => {
    const collection = await list(`count=3&sortOrder=${word}`);
    expect(collection.sorted).toBe(true);
    expect(numbersOf(collection)).toEqual(['0003*210', '0003*2100', '0003*211']);
  });

  it.each(['desc', 'descending'])('is descending by %s', async (word) => {
    const collection = await list(`count=2&sortOrder=${word}`);
    expect(collection.sorted).toBe(true);
    expect(numbersOf(collection)).toEqual(['0005*139', '0005*138']);
  });

  it('is ascending when left out, and not called sorted', async () => {
    const collection = await list('count=2');
    expect(collection).toMatchObject({ sorted: false, filtered: false });
    expect(numbersOf(collection)).toEqual(['0003*210', '0003*2100']);
  });
});

describe('fields', () => {
  it.each([
    ['fields=extension', '{"extension":"0003*210"}'],
    ['fields=status', '{"status":0}'],
    ['fields=registration', '{"registration":[{"agent":"","registration":"-1"}]}'],
    ['fields=status,extension', '{"extension":"0003*210","status":0}'],
    ['fields=status&fields=extension', '{"extension":"0003*210","status":0}'],
    ['fields[0]=status&fields[1]=extension', '{"extension":"0003*210","status":0}'],
    ['fields[]=status&fields[]=extension', '{"extension":"0003*210","status":0}'],
  ])('leave in %s', async (query, entry) => {
    const response = await service.get(`${SELF}?count=1&${query}`);
    expect(await response.text()).toBe(
      `[{"startIndex":0,"totalResults":44,"itemsPerPage":1,"filtered":false,"sorted":false,"entry":[${entry}]}]`,
    );
  });
});

it('ignores unknown parameters', async () => {
  expect((await list('sortBy=agent&q=Snom&_=17')).totalResults).toBe(44);
});
