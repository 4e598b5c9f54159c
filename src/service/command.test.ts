import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { runCommand } from './command.ts';

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'rollcall-'));
});

afterEach(() => rmSync(folder, { recursive: true }));

/** Runs it to its end; what it printed and the exit status. */
async function run(...argv: string[]) {
  let [written, complaint] = ['', ''];
  const outcome = await runCommand({
    argv: ['--config', join(folder, 'rollcall.yaml'), ...argv],
    environment: {},
    dashboardFolder: join(folder, 'no-dashboard'),
    write(text) {
      written += text;
    },
    complain(text) {
      complaint += text;
    },
  });
  return { written, complaint, status: 'status' in outcome ? outcome.status : undefined };
}

describe('runCommand', () => {
  it('prints the help when asked, whatever else is wrong', async () => {
    const { written, complaint, status } = await run('--nonsense', '--help');
    expect(written).toContain('--http-port PORT');
    expect([complaint, status]).toEqual(['', 0]);
  });

  it('prints the version when asked', async () => {
    const { written, status } = await run('--version');
    expect(written).toMatch(/^\d+\.\d+\.\d+\n$/);
    expect(status).toBe(0);
  });

  it('ends with 2 and every fault when the configuration is bad', async () => {
    writeFileSync(join(folder, 'rollcall.yaml'), 'flet: 1\nemptyAs: 1');
    expect(await run()).toEqual({
      written: '',
      complaint: `Rollcall cannot start with this configuration:
  ${folder}/rollcall.yaml:2 emptyAs: "1" is not right. Give 200 or 204.
  ${folder}/rollcall.yaml:1 flet: is not a key. Did you mean fleet?
`,
      status: 2,
    });
  });

  it('ends with 1 and one sentence when it cannot start', async () => {
    writeFileSync(join(folder, 'rollcall.yaml'), 'fleet: 0');
    expect(await run()).toEqual({
      written: '',
      complaint: `${folder}/no-dashboard holds no built dashboard. Make one with npm run build.\n`,
      status: 1,
    });
  });
});
