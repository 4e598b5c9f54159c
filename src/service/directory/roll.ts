import type { PresenceEntry } from '../../contract/presence.ts';
import { entryFromExtension } from '../../presence/extension.ts';
import { type Known, toExtension } from './known-extension.ts';
import { covers, type Scope } from './scope.ts';

/** An extension that exists. `name` is what people call it, '' when nobody said; `static` needs no registration. */
export type ProvisionedExtension = { number: string; name: string; static: boolean };

/** An extension and what the API says of it now; `text` is the same written down, by which answers are compared. */
export type RollEntry = { provisioned: ProvisionedExtension; answer: PresenceEntry; text: string };

/** Every extension that exists, in plain string order of the extended number, with its present answer. */
export type Roll = {
  /** Changes if and only if an answer could. */
  readonly version: number;
  has(number: string): boolean;
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
  return {
    get version() {
      return version;
    },
    has: (number) => byNumber.has(number),
    provision(list, knownOf) {
      const next = new Map(list.map((one) => [one.number, rollEntry(one, knownOf(one.number))]));
      const isSame =
        next.size === byNumber.size &&
        [...next].every(([number, { text }]) => byNumber.get(number)?.text === text);
      byNumber = next;
      sorted = [...next.values()].sort((a, b) =>
        a.provisioned.number < b.provisioned.number ? -1 : 1,
      );
      if (!isSame) version += 1;
    },
    tell(number, known) {
      const entry = byNumber.get(number);
      if (!entry) return;
      const { text, answer } = rollEntry(entry.provisioned, known);
      if (text !== entry.text) version += 1;
      Object.assign(entry, { text, answer });
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
  const answer = entryFromExtension(toExtension(provisioned, known));
  return { provisioned, answer, text: JSON.stringify(answer) };
}
