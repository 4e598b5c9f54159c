import type { Path } from './configuration-file.ts';

/** A fault of several settings together, told at the place where it is mended. */
export type Disagreement = { path: Path; says: string };

/** Every place of a value but its first, which may have it. */
export function repeated(
  places: readonly { path: Path; value: unknown }[],
  says: (first: Path) => string,
): Disagreement[] {
  const firsts = new Map<unknown, Path>();
  return places.flatMap(({ path, value }) => {
    const first = firsts.get(value);
    if (first) return [{ path, says: says(first) }];
    if (value !== undefined) firsts.set(value, path);
    return [];
  });
}
