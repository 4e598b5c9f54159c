import { entryFromExtension } from '../../presence/extension.ts';
import { type Known, toExtension } from './known-extension.ts';
import { covers, type Scope } from './scope.ts';
import { isSameEntry, type WrittenEntry, writeEntry } from './written-entry.ts';

/** An extension that exists. `name` is what people call it, '' when nobody said; `static` needs no registration. */
export type ProvisionedExtension = { number: string; name: string; static: boolean };

/** An extension and what the API says of it now. */
export type RollEntry = { provisioned: ProvisionedExtension; answer: WrittenEntry };

/** Every extension that exists, in plain string order of the extended number, with its present answer. */
export type Roll = {
  /** Changes if and only if an answer could. */
  readonly version: number;
  /** Changes if and only if a name does, or which extensions there are. */
  readonly namesVersion: number;
  has(number: string): boolean;
  /** The extension with this number; undefined when there is none. */
  of(number: string): ProvisionedExtension | undefined;
  /** Every extension, in order. */
  all(): ProvisionedExtension[];
  /** Replaces which extensions exist. Of several with one number the last counts. */
  provision(list: readonly ProvisionedExtension[], knownOf: (number: string) => Known): void;
  /** Tells what is known of one extension anew; of a number that does not exist nothing is kept. */
  tell(number: string, known: Known): void;
  /** The entries that the scope covers, in order. */
  within(scope: Scope): readonly RollEntry[];
};

/** Makes an empty roll. */
export function createRoll(): Roll {
  let byNumber = new Map<string, RollEntry>();
  let sorted: readonly RollEntry[] = [];
  let version = 0;
  let namesVersion = 0;
  /** An answer that is known is true, since every change was told: only another kind of extension has it made anew. */
  const entryFor = (provisioned: ProvisionedExtension, knownOf: (number: string) => Known) => {
    const before = byNumber.get(provisioned.number);
    return before?.provisioned.static === provisioned.static
      ? { ...before, provisioned }
      : rollEntry(provisioned, knownOf(provisioned.number));
  };
  return {
    get version() {
      return version;
    },
    get namesVersion() {
      return namesVersion;
    },
    has: (number) => byNumber.has(number),
    of: (number) => byNumber.get(number)?.provisioned,
    all: () => sorted.map(({ provisioned }) => provisioned),
    provision(list, knownOf) {
      const next = new Map(list.map((one) => [one.number, entryFor(one, knownOf)]));
      if (!isSame(byNumber, next, (a, b) => isSameEntry(a.answer, b.answer))) version += 1;
      if (!isSame(byNumber, next, isSameName)) namesVersion += 1;
      byNumber = next;
      sorted = [...next.values()].sort((a, b) =>
        a.provisioned.number < b.provisioned.number ? -1 : 1,
      );
    },
    tell(number, known) {
      const entry = byNumber.get(number);
      if (!entry) return;
      const { answer } = rollEntry(entry.provisioned, known);
      if (isSameEntry(entry.answer, answer)) return;
      version += 1;
      entry.answer = answer;
    },
    within(scope) {
      if (scope.kind === 'all') return sorted;
      if (scope.kind === 'organization') {
        return sorted.filter((entry) => covers(scope, entry.provisioned.number));
      }
      const numbers = [...new Set(scope.numbers)].sort();
      return numbers.flatMap((number) => byNumber.get(number) ?? []);
    },
  };
}

function rollEntry(provisioned: ProvisionedExtension, known: Known): RollEntry {
  const entry = entryFromExtension(toExtension(provisioned, known));
  return { provisioned, answer: writeEntry(entry) };
}

type Entries = ReadonlyMap<string, RollEntry>;

/** True when both hold the same numbers, and each pair is the same by the rule. */
function isSame(
  one: Entries,
  other: Entries,
  rule: (a: RollEntry, b: RollEntry) => boolean,
): boolean {
  return (
    one.size === other.size &&
    [...one].every(([number, entry]) => {
      const counterpart = other.get(number);
      return counterpart !== undefined && rule(entry, counterpart);
    })
  );
}

function isSameName(one: RollEntry, other: RollEntry): boolean {
  return one.provisioned.name === other.provisioned.name;
}
