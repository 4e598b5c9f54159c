import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const OUTSIDE = ['.git', '.cache', 'node_modules', 'dist', 'data', 'package-lock.json'];
const TEXT = /\.(ts|tsx|js|mjs|css|html|json|md|yaml|yml|csv|svg|xml)$|\/(run|Dockerfile|LICENSE)$/;

/** Every text file of the repository: path from its root → content. */
const files = new Map(
  textFiles(ROOT).map((path) => [relative(ROOT, path), readFileSync(path, 'utf8')]),
);

function textFiles(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true })
    .filter(({ name }) => !OUTSIDE.includes(name))
    .flatMap((entry) => {
      const path = join(folder, entry.name);
      if (entry.isDirectory()) return textFiles(path);
      return TEXT.test(path) ? [path] : [];
    });
}

function filesThat(isFaulty: (content: string, path: string) => boolean): string[] {
  return [...files].flatMap(([path, content]) => (isFaulty(content, path) ? [path] : []));
}

/** What dashboard features share, and which of it each of these may use itself. */
const SHARED: Readonly<Record<string, readonly string[]>> = {
  address: [],
  clock: [],
  ui: [],
  api: ['clock', 'ui'],
  model: ['address', 'clock'],
  condition: ['clock', 'model', 'ui'],
};

/** What a folder of the dashboard may not import: another feature, or what composes them. */
function strangersIn(path: string, content: string): string[] {
  const folder = /^src\/dashboard\/([\w-]+)\/(?!.*\.test\.)/.exec(path)?.[1];
  if (folder === undefined) return [];
  const allowed = [folder, ...(SHARED[folder] ?? Object.keys(SHARED))];
  const imports = content.matchAll(/(?:from |import |import\()'\.\.\/(?!\.\.\/)([^/']+)/g);
  return [...imports].flatMap(([, to = '']) => (allowed.includes(to) ? [] : [`${path}: ${to}`]));
}

/** Who may interrupt a screen reader: stale data, a mass loss, and the answer to what somebody just did. */
const ALERTING = [
  'api/problem.tsx',
  'board/announcer.tsx',
  'frame/source-banner.tsx',
  'frame/stale-banner.tsx',
  'frame/wall-banner-plate.tsx',
  'report/report-controls.tsx',
  'session/sign-in-form.tsx',
].map((path) => `src/dashboard/${path}`);

/** Where the product begins, which nothing of src/ imports. */
const ENTRIES =
  /^src\/(dashboard\/main\.tsx|dashboard\/(reference\/reference|report\/report)\.tsx?|service\/main\.ts)$|\.d\.ts$/;

/** The modules of the product: what is no test, and no rig of one. */
const modules = [...files].filter(
  ([path]) => /^src\/.*\.tsx?$/.test(path) && !/\.(test|rig)\.tsx?$/.test(path),
);

/** What a module imports: paths from the root. */
function importsOf([path, content]: readonly [string, string]): string[] {
  const imports = content.matchAll(/(?:from |import |import\()\s*'(\.[^']+)'/g);
  return [...imports].map(([, to = '']) => join(dirname(path), to));
}

describe('the repository', () => {
  it('keeps every source file short enough to read in one go', () => {
    const tooLong = filesThat(
      (content, path) => /^(src|e2e)\//.test(path) && content.split('\n').length > 301,
    );
    expect(tooLong, 'files of more than 300 lines: split them by idea').toEqual([]);
  });

  it('has features of the dashboard that do not import each other', () => {
    const strangers = [...files].flatMap(([path, content]) => strangersIn(path, content));
    expect(strangers, 'board-page.tsx, wall-page.tsx and what lies beside compose them').toEqual(
      [],
    );
    expect(
      strangersIn('src/dashboard/board/card.tsx', "import { Rail } from '../insight/rail.tsx';"),
    ).toEqual(['src/dashboard/board/card.tsx: insight']);
  });

  it('interrupts a screen reader for nothing else than it says', () => {
    const isAlerting = (content: string, path: string) =>
      /^src\/dashboard\/(?!.*\.test\.)/.test(path) && /'alert'|"alert"|assertive/.test(content);
    expect(filesThat(isAlerting).sort()).toEqual(ALERTING);
  });

  it('tells from its name what is for tests alone', () => {
    const imported = new Set(modules.flatMap(importsOf));
    const unused = modules.map(([path]) => path).filter((path) => !imported.has(path));
    expect(
      unused.filter((path) => !ENTRIES.test(path)),
      'only tests import these: name them *.rig.ts',
    ).toEqual([]);
    expect([...imported].filter((path) => /\.(test|rig)\.tsx?$/.test(path))).toEqual([]);
  });

  it('speaks to browsers of any age in what they all understand', () => {
    const check = files.get('public/browser-check.js') ?? '';
    const code = check.replace(/\/\*[\s\S]*?\*\/|\/\/.*/g, '').replace(/'[^']*'/g, '0');
    const newer = /=>|`|\?\.|\?\?|\.\.\.|\b(let|const|class|of|async|await)\b|,\s*[)\]}]/;
    expect(code.length).toBeGreaterThan(2000);
    expect(newer.exec(code)?.[0]).toBeUndefined();
  });

  it('names no place on the machine where it was written', () => {
    const home = /(^|[\s'"`(=:])\/(home|Users|work|root)\/\w/m;
    expect(filesThat((content) => home.test(content))).toEqual([]);
  });
});
