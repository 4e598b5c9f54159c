import type { Given } from './arguments.ts';
import type { Path, Tree } from './configuration-file.ts';
import type { OpenedCsv, OpenedFile } from './opened-files.ts';
import { referencedName, secretsIn } from './secret-text.ts';
import { defaults } from './settings.ts';

/** Where settings come from. Of what is given twice by flags and environment, the later wins. */
export type Layers = { given: readonly Given[]; file: OpenedFile; csv: OpenedCsv };

/** Flags over environment over file over defaults, in the file's own shape; the CSV's extensions after the file's. */
export function mergeLayers({ given, file, csv }: Layers): Tree {
  const { extensions = [] } = file.tree;
  const rows = csv.extensions.map(({ line: _, ...extension }) => extension);
  const base: Tree = {
    organizations: {},
    ...file.tree,
    extensions: Array.isArray(extensions) ? [...extensions, ...rows] : extensions,
  };
  const fallbacks = Object.entries(defaults(file.exists)).filter(
    ([key]) => valueAt(base, key) === undefined,
  );
  return [...fallbacks, ...given.map(({ key, value }) => [key, value] as const)].reduce(
    (tree, [key, value]) => withValue(tree, key, value),
    base,
  );
}

/** How a person finds what stands at a path: the flag, the variable, or its key and the line of the file, if there is one. */
export function labelOf({ given, file, csv }: Layers, path: Path): string {
  const origin = given.findLast(({ key }) => key === path.join('.'))?.origin;
  if (origin) return origin;
  const [group, place, column] = path;
  const own = Array.isArray(file.tree.extensions) ? file.tree.extensions.length : 0;
  const row = group === 'extensions' ? csv.extensions[Number(place) - own] : undefined;
  if (row) return `${csv.path}:${row.line} ${column === 'number' ? 'extension' : String(column)}`;
  return file.exists ? `${file.path}:${file.lineOf(path)} ${keyOf(path)}` : keyOf(path);
}

/** The names of the environment that secrets point to. */
export function referencedNames(tree: Tree): string[] {
  return secretsIn(tree).flatMap((secret) => referencedName(secret) ?? []);
}

/** The entries of a list that have keys at all, with their places in it. */
export function entriesOf(tree: Tree, key: 'accounts' | 'extensions' | 'webhooks') {
  const held = tree[key];
  const list: unknown[] = Array.isArray(held) ? held : [];
  return list.flatMap((entry, index) => (isTree(entry) ? [{ index, entry }] : []));
}

/** What stands at a dotted key. */
export function valueAt(tree: Tree, key: string): unknown {
  return key
    .split('.')
    .reduce<unknown>((inside, step) => (isTree(inside) ? inside[step] : undefined), tree);
}

function isTree(value: unknown): value is Tree {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The same with a value at a dotted key. Where there is something else than a group, that stays: its fault is told. */
export function withValue(tree: Tree, key: string, value: string): Tree {
  const [group = '', ...inner] = key.split('.');
  if (inner.length === 0) return { ...tree, [group]: value };
  const inside = tree[group] ?? {};
  return isTree(inside) ? { ...tree, [group]: withValue(inside, inner.join('.'), value) } : tree;
}

/** `extensions[0].number` */
function keyOf(path: Path): string {
  const steps = path.map((step) => (typeof step === 'number' ? `[${step}]` : `.${String(step)}`));
  return steps.join('').replace(/^\./, '');
}
