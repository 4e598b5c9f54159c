import { ROLES } from '../../contract/session.ts';
import type { Path, Tree } from './configuration-file.ts';
import { type Disagreement, repeated } from './disagreement.ts';
import { entriesOf } from './layers.ts';
import type { SecretReader } from './secret-text.ts';

/** What a reader of faults needs: where a person finds a path, and what a secret is. */
type Reading = { labelOf: (path: Path) => string; readSecret: SecretReader };

/** What accounts lack for their roles, and what two of them cannot both have: an Id, a token, an App. */
export function accountFaults(tree: Tree, { labelOf, readSecret }: Reading): Disagreement[] {
  const accounts = entriesOf(tree, 'accounts');
  const listed = (list: string) =>
    accounts.flatMap(({ index, entry }) => {
      const items: unknown[] = Array.isArray(entry[list]) ? entry[list] : [];
      return items.map((item, place) => ({ path: ['accounts', index, list, place], item }));
    });
  const ids = accounts.map(({ index, entry }) => ({
    path: ['accounts', index, 'id'],
    value: entry.id,
  }));
  const tokens = listed('tokens').map(({ path, item }) => ({
    path,
    value: typeof item === 'string' ? secretText(readSecret(item)) : undefined,
  }));
  const apps = listed('apps').map(({ path, item }) => ({
    path: [...path, 'id'],
    value: typeof item === 'object' && item !== null && 'id' in item ? item.id : undefined,
  }));
  return [
    ...accounts.flatMap(({ index, entry }) => roleFaults(entry, ['accounts', index])),
    ...repeated(ids, (first) => `is the Id of ${labelOf(first)} again. Every account has its own.`),
    ...repeated(tokens, (first) => `is the token of ${labelOf(first)} again. Keep one.`),
    ...repeated(apps, (first) => `is the App of ${labelOf(first)} again. Keep one.`),
  ];
}

function roleFaults({ role, organization, extensions }: Tree, path: Path): Disagreement[] {
  if (!ROLES.some((known) => known === role)) return [];
  const says: Record<string, string | false> = {
    organization:
      role === 'administrator'
        ? organization !== undefined &&
          'is never used: an administrator sees every organization. Leave it out.'
        : organization === undefined &&
          'is missing. Give the digits before the *, for example "0003".',
    extensions:
      role === 'user'
        ? extensions === undefined && 'is missing. Give the extensions that the user owns.'
        : extensions !== undefined && 'is never used: only a user owns extensions. Leave it out.',
  };
  return Object.entries(says).flatMap(([key, fault]) =>
    fault ? [{ path: [...path, key], says: fault }] : [],
  );
}

function secretText(reading: ReturnType<SecretReader>): string | undefined {
  return 'value' in reading ? reading.value : undefined;
}
