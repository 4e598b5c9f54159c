import { describe, expect, it } from 'vitest';
import { describeAgent } from '../../presence/agent.ts';
import { splitNumber } from '../../presence/organization.ts';
import { makeRoster } from './roster.ts';

describe('makeRoster', () => {
  it('makes the same phones from the same seed, and others from another', () => {
    const roster = makeRoster({ extensions: 128, seed: 1 });
    expect(makeRoster({ extensions: 128, seed: 1 })).toEqual(roster);
    expect(makeRoster({ extensions: 128, seed: 2 }).extensions).not.toEqual(roster.extensions);
  });

  it.each([1, 2, 9, 40, 128, 1000, 10_000])(
    'makes %i extensions, each with a number of its own',
    (size) => {
      const { extensions, organizations, spare } = makeRoster({ extensions: size, seed: 3 });
      const numbers = extensions.map(({ number }) => number);
      expect(new Set([...numbers, spare.number]).size).toBe(size + 1);
      for (const number of [...numbers, spare.number]) {
        expect(number).toMatch(/^\d{4}\*\d{3}$/);
        expect(organizations.get(splitNumber(number).organization)).toBeDefined();
      }
    },
  );

  it('gives every organization a name of its own', () => {
    const { organizations } = makeRoster({ extensions: 5000, seed: 3 });
    expect(organizations.get('0003')).toBe('Acme');
    expect(organizations.size).toBeGreaterThan(100);
    expect(new Set(organizations.values()).size).toBe(organizations.size);
  });

  it('has a person at the reception of 0003', () => {
    const { extensions } = makeRoster({ extensions: 128, seed: 9 });
    const ann = extensions.find(({ number }) => number === '0003*210');
    expect(ann?.name).toBe('Ann Miller, reception');
  });

  it.each([1, 2, 3, 4, 5])('makes a believable site of 128 (seed %i)', (seed) => {
    const { extensions } = makeRoster({ extensions: 128, seed });
    const of = (kind: string) => extensions.filter(({ registration }) => registration === kind);
    expect(of('static')).toHaveLength(3);
    expect(of('never')).toHaveLength(1);
    expect([...of('static'), ...of('never')].flatMap(({ devices }) => devices)).toEqual([]);
    expect(of('phone').every(({ devices }) => devices.length > 0)).toBe(true);
    const withTwo = extensions.filter(({ devices }) => devices.length === 2).length;
    expect(withTwo).toBeGreaterThanOrEqual(10);
    expect(withTwo).toBeLessThanOrEqual(16);
  });

  it.each([1, 2, 3, 4, 5])(
    'puts nine Yealink SIP-T46S of one firmware into 0003 (seed %i)',
    (seed) => {
      const { extensions } = makeRoster({ extensions: 128, seed });
      const department = extensions.filter(
        ({ number, devices }) =>
          number.startsWith('0003*') && devices[0]?.agent === 'Yealink SIP-T46S 66.86.0.15',
      );
      expect(department.length).toBeGreaterThanOrEqual(9);
    },
  );

  it('keeps people apart: no two of 128 have the same name, place or instance', () => {
    const { extensions } = makeRoster({ extensions: 128, seed: 4 });
    const names = extensions.map(
      ({ name, number }) => `${splitNumber(number).organization} ${name}`,
    );
    expect(new Set(names).size).toBe(names.length);
    const instances = extensions.flatMap(({ devices }) =>
      devices.flatMap(({ instance }) => instance ?? []),
    );
    expect(instances.length).toBeGreaterThan(90);
    expect(new Set(instances).size).toBe(instances.length);
    for (const instance of instances) {
      expect(instance).toMatch(
        /^urn:uuid:[\da-f]{8}-[\da-f]{4}-4[\da-f]{3}-a[\da-f]{3}-[\da-f]{12}$/,
      );
    }
  });

  it('gives each model its rhythm, some without an instance and some over TCP', () => {
    const devices = makeRoster({ extensions: 1000, seed: 4 }).extensions.flatMap((e) => e.devices);
    for (const { expiresSeconds, refreshAt } of devices) {
      expect(expiresSeconds).toBeGreaterThanOrEqual(60);
      expect(expiresSeconds).toBeLessThanOrEqual(3600);
      expect(refreshAt).toBeGreaterThanOrEqual(0.5);
      expect(refreshAt).toBeLessThanOrEqual(0.9);
    }
    expect(devices.some(({ instance }) => instance === undefined)).toBe(true);
    expect(devices.some(({ transport }) => transport === 'tcp')).toBe(true);
  });

  it('knows agents that the board can name', () => {
    const devices = makeRoster({ extensions: 1000, seed: 4 }).extensions.flatMap((e) => e.devices);
    const names = new Set(devices.map(({ agent }) => describeAgent(agent)));
    for (const { name, version } of names) {
      expect(name).not.toBe('');
      expect(version).toMatch(/\d/);
    }
  });
});
