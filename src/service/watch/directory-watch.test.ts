import { beforeEach, expect, it } from 'vitest';
import { createDirectory, type Directory } from '../directory/directory.ts';
import { FakeClock } from '../fake-clock.rig.ts';
import { type DirectoryWatch, type Look, watchDirectory } from './directory-watch.ts';

const [ANN, BOB] = ['0003*210', '0003*211'];
const LIFE_MS = 60_000;

let clock: FakeClock;
let directory: Directory;
let watch: DirectoryWatch;
let looks: Look[];

beforeEach(() => {
  clock = new FakeClock();
  directory = createDirectory({ clock });
  provision(ANN, BOB);
  register(ANN);
  register(BOB);
  watch = watchDirectory({ directory, clock });
  looks = [];
  watch.listen((look) => looks.push(look));
});

function provision(...numbers: string[]) {
  directory.provision(numbers.map((number) => ({ number, name: '', static: false })));
}

function register(extension: string, lifeMs = LIFE_MS) {
  directory.registered({ extension, device: 'desk', agent: 'Desk' }, clock.now() + lifeMs);
}

/** Everything that was told, as `number kind`. */
const told = () =>
  looks.flatMap(({ news }) =>
    news.flatMap(({ number, kind }) => (kind ? `${number} ${kind}` : [])),
  );

it('tells within a second who is lost and who is back', () => {
  clock.advance(LIFE_MS - 5_000);
  register(BOB);
  clock.advance(6_000);
  expect(told()).toEqual([`${ANN} lost`]);
  register(ANN);
  clock.advance(1_000);
  expect(told()).toEqual([`${ANN} lost`, `${ANN} back`]);
});

it('makes nothing of what it finds at first', () => {
  clock.advance(2 * LIFE_MS);
  const later = watchDirectory({ directory, clock });
  expect(later.latest()).toMatchObject({ isFirst: true, news: [] });
  expect(later.latest()?.events.courses.get(ANN)?.standing).toBe('lost');
});

it('looks only when something has changed', () => {
  register(ANN, 1e9);
  register(BOB, 1e9);
  clock.advance(1_000);
  const before = looks.length;
  clock.advance(100_000);
  expect(looks.length).toBe(before);
  register(ANN, 2e9);
  clock.advance(1_000);
  expect(looks.length).toBe(before + 1);
});

it('does not take an extension for lost that was taken out of the configuration', () => {
  provision(BOB);
  clock.advance(1_000);
  expect(told()).toEqual([]);
  expect(watch.latest()?.events.courses.has(ANN)).toBe(false);
});

it('begins anew after the machine was asleep', () => {
  clock.sleep(3_600_000);
  clock.advance(1_000);
  expect(told()).toEqual([]);
  expect(looks.map(({ isFirst }) => isFirst)).toEqual([true]);
  register(ANN);
  clock.advance(1_000);
  expect(told()).toEqual([`${ANN} back`]);
});

it('leaves no timer behind when it is closed, and may be closed twice', () => {
  watch.close();
  watch.close();
  expect(clock.waiting).toBe(0);
});
