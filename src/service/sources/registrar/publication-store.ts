import type { Database } from '../../database.ts';
import { LATE_REQUEST_MS } from './decide-register.ts';
import { createKeptRows, type KeptRows } from './kept-rows.ts';
import { isLive, type Publication } from './publication.ts';
import { createPublicationTable } from './publication-table.ts';

/** What devices have published. Read from memory, kept on the disk. */
export type PublicationStore = {
  /** What is kept, for `commitTogether`. */
  readonly rows: KeptRows<Publication>;
  /** The extension's publications, with those that ended lately, by which a late copy of a PUBLISH is known. */
  ofExtension(extension: string): readonly Publication[];
  /** Takes the place of the publication with its id. Read at once, on the disk with the next commit. */
  put(publication: Publication): void;
  /** Forgets what ended so long ago that no copy of its last PUBLISH can still arrive. Needs a commit too. */
  sweep(nowMs: number): void;
};

/** How many ended publications of one extension are kept. */
const MOST_ENDED = 32;

export function createPublicationStore(database: Database): PublicationStore {
  const rows = createKeptRows(createPublicationTable(database));
  const { ofExtension } = rows;

  return {
    rows,
    ofExtension,
    put(publication) {
      const { extension, id, acceptedAtMs } = publication;
      const others = ofExtension(extension).filter((other) => other.id !== id);
      const live = others.filter((other) => isLive(other, acceptedAtMs));
      const ended = others.filter((other) => !isLive(other, acceptedAtMs));
      ended.sort((a, b) => b.expiresAtMs - a.expiresAtMs);
      rows.set(extension, [...ended.slice(0, MOST_ENDED - 1), ...live, publication]);
    },
    sweep(nowMs) {
      for (const [extension, publications] of rows.entries()) {
        const kept = publications.filter(
          ({ expiresAtMs }) => expiresAtMs > nowMs - LATE_REQUEST_MS,
        );
        rows.set(extension, kept);
      }
    },
  };
}
