import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { CreatedWallLink } from '../../contract/wall-links.ts';
import { wallLinkList } from '../api/wall-links.ts';
import { Sheet } from '../ui/sheet.tsx';
import { MadeLink } from './made-link.tsx';
import { NewLink } from './new-link.tsx';
import { WallLinkList } from './wall-link-list.tsx';

type WallLinksSheetProps = {
  /** Whose links need no name beside them. */
  accountId: number;
  /** The board's query string, which a new link opens. */
  view: string;
  onClose: () => void;
};

/** The read-only ways in for televisions: makes, lists and revokes them. A modal sheet while it is rendered. */
export function WallLinksSheet({ accountId, view, onClose }: WallLinksSheetProps) {
  const list = useQuery(wallLinkList());
  const [made, setMade] = useState<CreatedWallLink>();
  return (
    <Sheet title="Wall links" onClose={onClose}>
      <p className="mb-3 max-w-[60ch] text-ink-2">
        A wall link opens one view of this board on a television. It may read your extensions and do
        nothing else, and works until it is revoked.
      </p>
      {made ? (
        <MadeLink link={made} onDone={() => setMade(undefined)} />
      ) : (
        <NewLink view={view} taken={list.data?.map(({ name }) => name) ?? []} onMade={setMade} />
      )}
      <WallLinkList list={list} accountId={accountId} />
    </Sheet>
  );
}
