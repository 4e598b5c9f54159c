import { Button } from '../ui/button.tsx';
import { RingSlash } from '../ui/glyphs.tsx';
import { Message } from '../ui/message.tsx';

/** The service listed extensions, and what is chosen on this screen leaves none of them. */
export function NothingShown({ total, onShowAll }: { total: number; onShowAll: () => void }) {
  return (
    <Message
      glyph={RingSlash}
      tone="tone-absent"
      title="None of them is shown here"
      actions={
        <Button look="primary" onClick={onShowAll}>
          Show all {total}
        </Button>
      }
    >
      The service listed {total === 1 ? '1 extension' : `${total} extensions`}. The states, the
      agent or the text chosen under “Shown here” fit none.
    </Message>
  );
}
