import type { PresenceEntry } from '../../contract/presence.ts';
import { FIELDS, type Field } from '../../contract/query.ts';

/**
 * What the API says of an extension, and each of its fields as JSON. It is written once, when it changes: by the JSON
 * answers are compared, and of it bodies are made.
 */
export type WrittenEntry = { entry: PresenceEntry; json: Readonly<Record<Field, string>> };

/** Writes an entry that has all its fields. */
export function writeEntry(entry: PresenceEntry): WrittenEntry {
  const { extension, status, registration } = entry;
  return {
    entry,
    json: {
      extension: JSON.stringify(extension),
      status: JSON.stringify(status),
      registration: JSON.stringify(registration),
    },
  };
}

/** True when both say the same. */
export function isSameEntry(one: WrittenEntry, other: WrittenEntry): boolean {
  return FIELDS.every((field) => one.json[field] === other.json[field]);
}

/** The entry as JSON with these fields alone, in their order. */
export function entryText({ json }: WrittenEntry, fields: readonly Field[] = FIELDS): string {
  return `{${fields.map((field) => `"${field}":${json[field]}`).join(',')}}`;
}
