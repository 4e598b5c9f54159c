import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import type { WallLink } from '../../contract/wall-links.ts';
import { Problem } from '../api/problem.tsx';
import { revokeWallLink, wallLinkList } from '../api/wall-links.ts';
import { useNow } from '../clock/ticker.ts';
import { formatDate, formatSeen } from '../condition/time-text.ts';
import { Button } from '../ui/button.tsx';
import { ViewText } from './view-text.tsx';

type WallLinkRowProps = {
  link: WallLink;
  /** Whose it is, when it is somebody else's. */
  owner: string | undefined;
  onRevoked: () => void;
};

/** One link, and a way to revoke it that asks once more. */
export function WallLinkRow({ link, owner, onRevoked }: WallLinkRowProps) {
  const [isAsked, setIsAsked] = useState(false);
  const revoke = useRef<HTMLButtonElement>(null);
  const keep = () => {
    setIsAsked(false);
    revoke.current?.focus();
  };
  return (
    <li className="grid grid-cols-[1fr_auto] items-start gap-x-4 gap-y-2 border-line border-b py-3">
      <div className="min-w-0">
        <p className="font-semibold break-words">
          {link.name}
          {owner !== undefined && <span className="font-normal text-ink-2"> of {owner}</span>}
        </p>
        <p className="text-12 text-ink-2">
          <ViewText view={link.view} />
        </p>
        <Times link={link} />
      </div>
      <Button
        ref={revoke}
        look="line"
        aria-label={`Revoke ${link.name}`}
        aria-expanded={isAsked}
        onClick={() => setIsAsked(!isAsked)}
      >
        Revoke
      </Button>
      {isAsked && <Confirmation link={link} onRevoked={onRevoked} onKeep={keep} />}
    </li>
  );
}

/** By itself, since it is drawn every second. */
function Times({ link: { createdAt, lastSeenAt } }: { link: WallLink }) {
  const nowMs = useNow();
  return (
    <p className="text-12 text-ink-3">
      Made {formatDate(Date.parse(createdAt), nowMs)}, last seen{' '}
      {lastSeenAt === null ? 'never' : formatSeen(Date.parse(lastSeenAt), nowMs)}
    </p>
  );
}

type ConfirmationProps = { link: WallLink; onRevoked: () => void; onKeep: () => void };

function Confirmation({ link, onRevoked, onKeep }: ConfirmationProps) {
  const queries = useQueryClient();
  const keep = useRef<HTMLButtonElement>(null);
  useEffect(() => keep.current?.focus(), []);
  const revoking = useMutation({
    mutationFn: () => revokeWallLink(link),
    networkMode: 'always',
    onSuccess: () => {
      onRevoked();
      return queries.invalidateQueries(wallLinkList());
    },
  });
  return (
    <fieldset
      aria-label={`Revoke ${link.name} for good?`}
      className="col-span-2 grid min-w-0 gap-2 rounded-control border border-line-2 bg-well p-3"
    >
      <p className="text-ink-2">
        <b className="font-semibold text-ink">Revoke it for good?</b> A wall that shows it is signed
        out with its next poll. It keeps its last values, loses its colour and says since when.
      </p>
      {revoking.error && <Problem error={revoking.error} />}
      <div className="flex gap-2">
        <Button look="primary" onClick={() => !revoking.isPending && revoking.mutate()}>
          Revoke for good
        </Button>
        <Button ref={keep} look="line" onClick={onKeep}>
          Keep
        </Button>
      </div>
    </fieldset>
  );
}
