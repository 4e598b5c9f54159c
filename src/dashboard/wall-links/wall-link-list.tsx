import type { UseQueryResult } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import type { WallLink } from '../../contract/wall-links.ts';
import { Problem } from '../api/problem.tsx';
import { Button } from '../ui/button.tsx';
import { WallLinkRow } from './wall-link-row.tsx';

type WallLinkListProps = { list: UseQueryResult<readonly WallLink[]>; accountId: number };

/** The links that there are. A list that could not be asked for anew stays, and says so. */
export function WallLinkList({ list, accountId }: WallLinkListProps) {
  const { data: links, error, refetch } = list;
  const heading = useRef<HTMLHeadingElement>(null);
  const [revoked, setRevoked] = useState('');
  const tell = ({ name }: WallLink) => {
    setRevoked(`Wall link ${name} was revoked.`);
    // The row that had the focus goes.
    heading.current?.focus();
  };
  return (
    <section aria-label="Wall links" aria-busy={list.isPending} className="mt-4">
      <h3 ref={heading} tabIndex={-1} className="text-12 font-medium text-ink-3 outline-0">
        {headingOf(list)}
      </h3>
      <p role="status" className="sr-only">
        {revoked}
      </p>
      {error && (
        <div className="mt-2 flex flex-wrap items-center justify-between gap-2">
          <Problem error={error} isPassive />
          <Button look="line" onClick={() => refetch()}>
            Try now
          </Button>
        </div>
      )}
      <ul>
        {links?.map((link) => (
          <WallLinkRow
            key={link.id}
            link={link}
            owner={ownerOf(link, accountId)}
            onRevoked={() => tell(link)}
          />
        ))}
      </ul>
    </section>
  );
}

/** Whose a link is, when it is somebody else's. */
function ownerOf({ account: { id, name } }: WallLink, accountId: number): string | undefined {
  if (id === accountId) return undefined;
  // Nobody has the account any more.
  return name === '' ? `account ${id}` : name;
}

function headingOf({ data, isPending }: WallLinkListProps['list']): string {
  if (!data) return isPending ? 'Loading wall links' : 'The list could not be loaded';
  if (data.length === 0) return 'There are no wall links yet';
  return data.length === 1 ? '1 wall link' : `${data.length} wall links`;
}
