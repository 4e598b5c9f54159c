import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { keptAdminToken, openSecret } from './kept-secrets.ts';

let dataDir: string;

beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), 'rollcall-'));
});

afterEach(() => rmSync(dataDir, { recursive: true }));

describe('the admin token', () => {
  it('is made at the first start, for its owner alone, and is the same at the next', () => {
    const token = keptAdminToken(dataDir);
    const file = join(dataDir, 'admin-token');
    expect(token).toMatch(/^[A-Za-z0-9_-]{32}$/);
    expect(readFileSync(file, 'utf8')).toBe(`${token}\n`);
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(keptAdminToken(dataDir)).toBe(token);
  });

  it('may be put there by hand', () => {
    writeFileSync(join(dataDir, 'admin-token'), 'a-token-of-16-or-more\n');
    expect(keptAdminToken(dataDir)).toBe('a-token-of-16-or-more');
  });

  it('is not replaced when the file holds something else', () => {
    const file = join(dataDir, 'admin-token');
    writeFileSync(file, 'short');
    expect(() => keptAdminToken(dataDir)).toThrow(
      `${file} holds something else than at least 16 letters, digits, "_", "." or "-". Put that there, or remove the file to have a new one made.`,
    );
    expect(readFileSync(file, 'utf8')).toBe('short');
  });

  it('says so when the data directory cannot be written to', () => {
    const nowhere = join(dataDir, 'nowhere');
    expect(() => keptAdminToken(nowhere)).toThrow(
      /^.+nowhere\/admin-token cannot be written\. .+ENOENT.+, or give another data directory with --data-dir\.$/,
    );
  });
});

describe('the secret', () => {
  it('gives the same key for the same purpose after a restart, and another for every other purpose', () => {
    const derive = openSecret(dataDir);
    expect(derive('session')).toMatch(/^[0-9a-f]{64}$/);
    expect(openSecret(dataDir)('session')).toBe(derive('session'));
    expect(derive('fleet:0003*210')).not.toBe(derive('session'));
    expect(statSync(join(dataDir, 'secret')).mode & 0o777).toBe(0o600);
  });

  it('is another one in another data directory', () => {
    const other = mkdtempSync(join(tmpdir(), 'rollcall-'));
    expect(openSecret(other)('session')).not.toBe(openSecret(dataDir)('session'));
    rmSync(other, { recursive: true });
  });
});
