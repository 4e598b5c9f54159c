import { Fragment } from 'react';
import { CopyButton } from '../ui/copy-button.tsx';
import { DrawerPart } from './drawer-part.tsx';

/** The name of a field at the beginning of its line, or after the brace that the line begins with. */
const NAME = /^(\s*(?:\{ )?)("(?:[^"\\]|\\.)*")(?=:)/;

/** The entry as the service sent it; `entry` is undefined when its last answer has none. */
export function RawAnswer({ entry }: { entry: unknown }) {
  const text = entry === undefined ? undefined : formatEntry(entry);
  return (
    <DrawerPart
      title="Answer from the service"
      aside={
        text !== undefined && (
          <CopyButton
            label="Copy JSON"
            text={text}
            className="-my-1 -mr-2 h-6 px-2 text-12 text-accent!"
          >
            Copy JSON
          </CopyButton>
        )
      }
    >
      {text === undefined ? (
        <p className="text-12 text-ink-2">The last answer does not list this extension.</p>
      ) : (
        <pre className="rounded-control border border-line-2 bg-well px-3 py-2.5 font-mono break-words whitespace-pre-wrap text-ink">
          {text.split('\n').map((line, place) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a line of a text is known by its place.
            <Fragment key={place}>
              <Line text={line} />
            </Fragment>
          ))}
        </pre>
      )}
    </DrawerPart>
  );
}

function Line({ text }: { text: string }) {
  const [all = '', start, name] = NAME.exec(text) ?? [];
  return (
    <>
      {start}
      <span className="text-ink-3">{name}</span>
      {text.slice(all.length)}
      {'\n'}
    </>
  );
}

/** JSON to be read: an object within begins and ends on the lines of its first and last field. */
function formatEntry(entry: unknown): string {
  return JSON.stringify(entry, null, 2)
    .replace(/(\n +\{)\n +/g, '$1 ')
    .replace(/\n +\}/g, ' }');
}
