import { mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { systemFiles } from './files.ts';

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'rollcall-'));
});

afterEach(() => rmSync(folder, { recursive: true }));

it('tells a missing file from one that cannot be read', () => {
  expect(systemFiles.read(join(folder, 'none'))).toBeUndefined();
  expect(() => systemFiles.read(folder)).toThrow('cannot be read: it is a directory.');
});

it('stamps a file anew when an editor replaces it by one of the same size', () => {
  const file = join(folder, 'rollcall.yaml');
  const stamps = [systemFiles.stamp(file)];
  writeFileSync(file, 'fleet: 1');
  stamps.push(systemFiles.stamp(file));
  writeFileSync(`${file}~`, 'fleet: 2');
  renameSync(`${file}~`, file);
  stamps.push(systemFiles.stamp(file));
  expect(new Set(stamps).size).toBe(3);
  expect(systemFiles.stamp(file)).toBe(stamps[2]);
});

it('stamps what cannot be looked at, and stamps it anew once it can be', () => {
  const folderOrFile = join(folder, 'secrets');
  const file = join(folderOrFile, 'password');
  writeFileSync(folderOrFile, '');
  const stamps = [systemFiles.stamp(file)];
  rmSync(folderOrFile);
  stamps.push(systemFiles.stamp(file));
  mkdirSync(folderOrFile);
  writeFileSync(file, 'a');
  stamps.push(systemFiles.stamp(file));
  expect(new Set(stamps).size).toBe(3);
});
