import { beforeEach, describe, expect, it } from 'vitest';
import { mayReload } from './reload-guard.ts';

const NOON = Date.parse('2026-11-23T12:00:00Z');
const MINUTE = 60_000;

/** Whether a page that runs one release is reloaded for another, so many minutes past noon. */
const reloads = (minute: number, entry: string, running = '/assets/old.js') =>
  mayReload(() => sessionStorage, { entry, running, nowMs: NOON + minute * MINUTE });

beforeEach(() => sessionStorage.clear());

describe('a reload for a new release', () => {
  it('is made once, also when the release does not come', () => {
    expect(reloads(0, '/assets/new.js')).toBe(true);
    for (const minute of [5, 10, 60, 3000]) expect(reloads(minute, '/assets/new.js')).toBe(false);
  });

  it('is made once in ten minutes when each answer names another one', () => {
    const made = Array.from({ length: 60 }, (_, minute) => reloads(minute, `/assets/${minute}.js`));
    expect(made.filter(Boolean)).toHaveLength(6);
  });

  it('is made for the release before when the new one is taken back, and for the new one again', () => {
    expect(reloads(0, '/assets/new.js')).toBe(true);
    expect(reloads(20, '/assets/old.js', '/assets/new.js')).toBe(true);
    expect(reloads(40, '/assets/new.js', '/assets/old.js')).toBe(true);
  });

  it('is not held up by a clock that was set back', () => {
    expect(reloads(600, '/assets/new.js')).toBe(true);
    expect(reloads(0, '/assets/newer.js')).toBe(true);
  });

  it('is never made where nobody can take note of it, or where the note was spoilt', () => {
    const full = { getItem: () => null, setItem: () => {} };
    const wanted = { entry: '/a.js', running: '/b.js', nowMs: NOON };
    expect(mayReload(() => ({ ...sessionStorage, ...full }), wanted)).toBe(false);
    sessionStorage.setItem('rollcall-reloads', 'x');
    expect(mayReload(() => sessionStorage, wanted)).toBe(false);
  });

  it('remembers a bounded number of releases', () => {
    for (let nth = 0; nth < 100; nth += 1) reloads(nth * 11, `/assets/${nth}.js`);
    const kept = JSON.parse(sessionStorage.getItem('rollcall-reloads') ?? '{}');
    expect(kept.entries).toHaveLength(20);
  });
});
