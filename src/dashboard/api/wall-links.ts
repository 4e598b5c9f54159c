import { queryOptions } from '@tanstack/react-query';
import { PATHS } from '../../contract/paths.ts';
import {
  type CreatedWallLink,
  createdWallLinkSchema,
  type NewWallLink,
  type WallLink,
  wallLinksSchema,
} from '../../contract/wall-links.ts';
import { boardClock } from '../clock/board-clock.ts';
import { accepted, ask, readJson } from './ask.ts';

/** Asked while the list is looked at, so that "last seen" moves. */
const ASKED_EVERY_MS = 10_000;

/** The wall links that the caller may see, the newest first. Fails with PollError. */
export const wallLinkList = () =>
  queryOptions({
    queryKey: ['wall-links', 'list'] as const,
    queryFn: async ({ signal }): Promise<readonly WallLink[]> => {
      const answer = accepted(await ask(PATHS.wallLinks, { signal }), 200);
      return readJson(answer, wallLinksSchema, boardClock.nowMs()).links;
    },
    networkMode: 'always',
    retry: false,
    refetchInterval: ASKED_EVERY_MS,
    // Whoever looks next may be somebody else.
    gcTime: 0,
  });

/** Makes a link of the caller's account. Its secret is told in this answer and in no other. Throws PollError. */
export async function makeWallLink(body: NewWallLink): Promise<CreatedWallLink> {
  const answer = accepted(await ask(PATHS.wallLinks, { method: 'POST', body }), 201);
  return readJson(answer, createdWallLinkSchema, boardClock.nowMs());
}

/** Revokes a link. One that is not there any more was revoked by somebody else. Throws PollError. */
export async function revokeWallLink({ id }: WallLink): Promise<void> {
  const path = PATHS.wallLink.replace(':id', encodeURIComponent(id));
  const answer = await ask(path, { method: 'DELETE' });
  if (answer.status !== 404) accepted(answer, 204);
}
