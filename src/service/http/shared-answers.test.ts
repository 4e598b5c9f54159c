import { brotliCompress, gzip } from 'node:zlib';
import fc from 'fast-check';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { parsePresence } from '../../contract/presence.ts';
import { FIELDS } from '../../contract/query.ts';
import {
  ACME_TOKEN,
  ANN_TOKEN,
  bearer,
  provision,
  type RunningService,
  startService,
} from './running-service.rig.ts';

// What hundreds of boards ask is made once, and of what did not change nothing is made again: counted where it is made.

vi.mock('node:zlib', async (importOriginal) => {
  const zlib = await importOriginal<typeof import('node:zlib')>();
  return { ...zlib, brotliCompress: vi.fn(zlib.brotliCompress), gzip: vi.fn(zlib.gzip) };
});

const SELF = '/uapi/extensions/@me/@self/presence?count=5000';
const NUMBERS = Array.from({ length: 100 }, (_, index) => `0003*${200 + index}`);
const phone = { extension: '0003*210', device: 'desk', agent: 'Yealink SIP-T46S 66.86.0.15' };

let service: RunningService;
const register = (extension = phone.extension, seconds = 60) =>
  service.directory.registered(
    { ...phone, extension },
    service.clock.now() + Math.max(seconds, 0) * 1000,
  );
const askCompressed = async (coding: string, path = SELF) => {
  const response = await service.get(path, { headers: { 'Accept-Encoding': coding } });
  expect(response.headers.get('Content-Encoding')).toBe(coding);
  return response.text();
};

beforeEach(async () => {
  vi.clearAllMocks();
  service = await startService();
  provision(service, NUMBERS);
});

describe('boards that ask the same', () => {
  it('get what was built once and compressed once, even when they ask at the same moment', async () => {
    const list = vi.spyOn(service.directory, 'list');
    const bodies = await Promise.all(Array.from({ length: 8 }, () => askCompressed('br')));
    bodies.push(await askCompressed('br'));
    expect(new Set(bodies).size).toBe(1);
    expect(list).toHaveBeenCalledTimes(1);
    expect(brotliCompress).toHaveBeenCalledTimes(1);
    expect(gzip).not.toHaveBeenCalled();
    expect(await askCompressed('gzip')).toBe(bodies[0]);
    expect(list).toHaveBeenCalledTimes(1);
    expect(gzip).toHaveBeenCalledTimes(1);
  });

  it('share it between accounts that see the same, and between those alone', async () => {
    const list = vi.spyOn(service.directory, 'list');
    const totals: number[] = [];
    for (const token of [ACME_TOKEN, ACME_TOKEN, ANN_TOKEN]) {
      const response = await service.ask(SELF, { headers: bearer(token) });
      totals.push(parsePresence(await response.json()).totalResults);
    }
    expect(totals).toEqual([100, 100, 1]);
    expect(list).toHaveBeenCalledTimes(2);
  });

  it('have it built again when something has changed, once for all of them', async () => {
    await askCompressed('br');
    const list = vi.spyOn(service.directory, 'list');
    register();
    const bodies = await Promise.all([askCompressed('br'), askCompressed('br')]);
    expect(bodies[0]).toContain(phone.agent);
    expect(bodies[1]).toBe(bodies[0]);
    expect(list).toHaveBeenCalledTimes(1);
    expect(brotliCompress).toHaveBeenCalledTimes(2);
  });
});

describe('one extension that changes', () => {
  /** How many lists of registrations are written as JSON while something is done. */
  const written = async (act: () => unknown) => {
    const stringify = vi.spyOn(JSON, 'stringify');
    await act();
    const lists = stringify.mock.calls.filter(
      ([value]) => Array.isArray(value) && value[0]?.registration !== undefined,
    );
    stringify.mockRestore();
    return lists.length;
  };

  it('is the only one that is written again, for every form of answer', async () => {
    await service.get(SELF);
    expect(await written(() => register())).toBe(1);
    expect(await written(() => service.get(SELF))).toBe(0);
    expect(await written(() => service.get(`${SELF}&fields=registration`))).toBe(0);
    expect(await written(() => service.get(`${SELF}&sortOrder=desc`))).toBe(0);
    const { entry } = parsePresence(await (await service.get(SELF)).json());
    expect(entry.find(({ extension }) => extension === phone.extension)?.status).toBe(1);
  });

  it('is not written again when others come or get another name', async () => {
    const numbers = [...NUMBERS, '0003*999'];
    const change = () =>
      service.directory.provision(
        numbers.map((number) => ({ number, name: `Phone ${number}`, static: false })),
      );
    expect(await written(change)).toBe(1);
    const { totalResults } = parsePresence(await (await service.get(SELF)).json());
    expect(totalResults).toBe(101);
  });

  it('changes the validator if and only if it changes the body', async () => {
    const change = fc.oneof(
      fc.tuple(fc.constantFrom('0003*210', '0003*211'), fc.integer({ min: 0, max: 3 })).map(
        ([number, minutes]) =>
          () =>
            register(number, minutes * 60),
      ),
      fc.integer({ min: 1, max: 90_000 }).map((ms) => () => service.clock.advance(ms)),
    );
    const query = fc.subarray([...FIELDS]).map((names) => (names[0] ? `&fields=${names}` : ''));
    const bodies = new Map<string, string>();
    const etags = new Map<string, string>();
    await fc.assert(
      fc.asyncProperty(fc.array(change, { maxLength: 3 }), query, async (changes, fields) => {
        for (const act of changes) act();
        const response = await service.get(`${SELF}${fields}`);
        const [body, etag] = [await response.text(), response.headers.get('ETag') ?? ''];
        expect(bodies.get(etag) ?? body).toBe(body);
        expect(etags.get(body) ?? etag).toBe(etag);
        bodies.set(etag, body);
        etags.set(body, etag);
      }),
    );
    expect(bodies.size).toBeGreaterThan(8);
  });
});

describe('names', () => {
  it('are put together once, and again when there are others', async () => {
    let organizations: Record<string, string> = { '0003': 'Acme' };
    service = await startService({ organizationNames: () => organizations });
    provision(service, NUMBERS);
    const names = vi.spyOn(service.directory, 'names');
    const askNames = async () => (await service.get('/directory/names')).json();

    await askNames();
    register();
    expect(await askNames()).toEqual({ extensions: {}, organizations });
    expect(names).toHaveBeenCalledTimes(1);

    service.directory.provision([{ number: '0003*210', name: 'Ann', static: false }]);
    expect(await askNames()).toEqual({ extensions: { '0003*210': 'Ann' }, organizations });
    organizations = { '0003': 'Acme Limited' };
    expect(await askNames()).toEqual({ extensions: { '0003*210': 'Ann' }, organizations });
    expect(names).toHaveBeenCalledTimes(3);
  });

  it('are not told to whoever may not see them, however lately they were told to somebody', async () => {
    service.directory.provision([{ number: '0004*1', name: 'Cecilia', static: false }]);
    expect(await (await service.get('/directory/names')).text()).toContain('Cecilia');
    const response = await service.ask('/directory/names', { headers: bearer(ACME_TOKEN) });
    expect(await response.json()).toEqual({ extensions: {}, organizations: {} });
  });

  it('have a validator', async () => {
    const etag = (await service.get('/directory/names')).headers.get('ETag') ?? '';
    const again = await service.get('/directory/names', { headers: { 'If-None-Match': etag } });
    expect(again.status).toBe(304);
  });
});
