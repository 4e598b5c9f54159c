import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useId, useState } from 'react';
import { type CreatedWallLink, NAME_LIMIT, VIEW_LIMIT } from '../../contract/wall-links.ts';
import { Problem } from '../api/problem.tsx';
import { makeWallLink, wallLinkList } from '../api/wall-links.ts';
import { Button } from '../ui/button.tsx';
import { ViewText } from './view-text.tsx';
import { nextName } from './wall-address.ts';

type NewLinkProps = {
  view: string;
  /** Names that links have already. */
  taken: readonly string[];
  onMade: (link: CreatedWallLink) => void;
};

/** Makes a link to the view that the board has now. */
export function NewLink({ view, taken, onMade }: NewLinkProps) {
  const queries = useQueryClient();
  const id = useId();
  const [typed, setTyped] = useState<string>();
  const name = typed ?? nextName(taken);
  const making = useMutation({
    mutationFn: makeWallLink,
    networkMode: 'always',
    // What was made holds a secret, and is shown by whoever asked for it.
    gcTime: 0,
    onSuccess: (link) => {
      onMade(link);
      return queries.invalidateQueries(wallLinkList());
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!making.isPending) making.mutate({ name, view });
  };
  const isTooLong = view.length > VIEW_LIMIT;
  return (
    <form
      aria-label="New wall link"
      onSubmit={submit}
      className="grid gap-1.5 rounded-control border border-line-2 p-3"
    >
      <label htmlFor={id} className="text-12 font-medium text-ink-2">
        Name, such as where the television hangs
      </label>
      <div className="flex flex-wrap gap-2">
        <input
          id={id}
          type="text"
          autoComplete="off"
          required
          pattern=".*\S.*"
          title="At least one character"
          maxLength={NAME_LIMIT}
          value={name}
          onChange={(event) => setTyped(event.target.value)}
          className="h-9 touch:h-11 min-w-40 flex-1 rounded-control border border-line-3 bg-well px-2.5 focus:border-accent"
        />
        <Button type="submit" look="primary" className="h-9" disabled={isTooLong}>
          Make wall link
        </Button>
      </div>
      <p className="text-12 text-ink-3">
        It opens what the board shows now: <ViewText view={view} />
      </p>
      {isTooLong && (
        <Problem isPassive>
          This view is too long for a link ({view.length} of {VIEW_LIMIT} characters). A shorter
          filter will do.
        </Problem>
      )}
      {making.error && <Problem error={making.error} />}
    </form>
  );
}
