import { useEffect, useRef } from 'react';
import type { CreatedWallLink } from '../../contract/wall-links.ts';
import { Button } from '../ui/button.tsx';
import { CopyButton } from '../ui/copy-button.tsx';
import { wallAddress } from './wall-address.ts';

/** A link that was just made: the one time that its address is told. */
export function MadeLink({ link, onDone }: { link: CreatedWallLink; onDone: () => void }) {
  const address = wallAddress(window.location.origin, link.secret, link.view);
  const section = useRef<HTMLElement>(null);
  useEffect(() => section.current?.focus(), []);
  return (
    <section
      ref={section}
      tabIndex={-1}
      aria-label={`Wall link ${link.name} was made`}
      className="grid gap-2 rounded-control border border-accent p-3"
    >
      <h3 className="font-semibold break-words">{link.name}: open this on the television</h3>
      <p className="rounded-control border border-line-2 bg-well p-2 font-mono text-12 break-all text-ink select-all">
        {address}
      </p>
      <p className="text-12 text-ink-2">
        Copy it now: it is shown only once. Whoever has it can read all of your extensions until you
        revoke it, and change nothing. Opened in this browser, it would take the place of your own
        sign-in.
      </p>
      <div className="flex flex-wrap gap-2">
        <CopyButton look="primary" label="Copy address" text={address}>
          Copy address
        </CopyButton>
        <Button look="line" onClick={onDone}>
          Make another
        </Button>
      </div>
    </section>
  );
}
