import { csvHead, csvLine } from '../../contract/csv.ts';
import { toApiInstant } from '../../presence/extension.ts';
import type { BoardItem } from '../model/board-item.ts';

export const EXPORT_FORMATS = ['csv', 'json'] as const;
export type ExportFormat = (typeof EXPORT_FORMATS)[number];

/** So many extensions are written at once: ten thousand take a while, and the page must go on meanwhile. */
const AT_ONCE = 500;

const COLUMNS = [
  'extension',
  'name',
  'organization',
  'state',
  'presence',
  'agent',
  'registration',
  'expire',
] as const;

/** One extension as it is written: what the board says of it, and each registration as the service has it, in words. */
type Written = {
  extension: string;
  name: string;
  organization: string;
  state: string;
  presence: string;
  registrations: readonly { agent: string; registration: string; expire: string }[];
};

function written({ number, name, organization, watched, now }: BoardItem): Written {
  return {
    extension: number,
    name,
    organization,
    state: now.condition,
    presence: watched.extension.presence ?? '',
    registrations: watched.registrations.map(({ registration: { agent, state, expiresAtMs } }) => ({
      agent,
      registration: state,
      expire: expiresAtMs === undefined ? '' : toApiInstant(expiresAtMs),
    })),
  };
}

/**
 * The extensions of a view as a file, piece by piece, in their order. CSV has a row for each registration, and one for
 * an extension without any.
 */
export function* viewText(items: readonly BoardItem[], format: ExportFormat): Generator<string> {
  yield format === 'csv' ? csvHead(COLUMNS) : '[';
  for (let from = 0; from < items.length; from += AT_ONCE) {
    const extensions = items.slice(from, from + AT_ONCE).map(written);
    yield format === 'csv'
      ? extensions.flatMap(csvRows).join('')
      : `${from === 0 ? '' : ','}\n${extensions.map((each) => JSON.stringify(each)).join(',\n')}`;
  }
  if (format === 'json') yield '\n]\n';
}

const NO_REGISTRATION = { agent: '', registration: '', expire: '' };

function csvRows({ registrations, ...extension }: Written): string[] {
  const { extension: number, name, organization, state, presence } = extension;
  const listed = registrations.length > 0 ? registrations : [NO_REGISTRATION];
  return listed.map(({ agent, registration, expire }) =>
    csvLine([number, name, organization, state, presence, agent, registration, expire]),
  );
}
