import type { Context } from 'hono';
import type { Names } from '../../contract/names.ts';
import { reachOf } from '../accounts/reach.ts';
import type { Directory } from '../directory/directory.ts';
import { coversOrganization } from '../directory/scope.ts';
import { createAnswerCache } from './answer-cache.ts';
import type { Authenticate } from './authenticate.ts';
import { type Representation, represent, send } from './representation.ts';

/** Answers `/directory/names`: what people call the extensions and organizations that the caller may see. */
export function namesHandler({
  directory,
  organizationNames,
  authenticate,
}: {
  directory: Directory;
  /** Names of organizations by prefix, as they are now. */
  organizationNames: () => Readonly<Record<string, string>>;
  authenticate: Authenticate;
}): (c: Context) => Promise<Response> {
  const answers = createAnswerCache<Representation>();
  return async (c) => {
    const scope = reachOf(await authenticate(c));
    const organizations = Object.entries(organizationNames()).filter(([organization]) =>
      coversOrganization(scope, organization),
    );
    // The organizations are few and have no version: they are a part of the key.
    const key = JSON.stringify([scope, organizations]);
    const answer = answers.get(directory.namesVersion, key, () => {
      const names: Names = {
        extensions: directory.names(scope),
        organizations: Object.fromEntries(organizations),
      };
      return represent(JSON.stringify(names), 'application/json');
    });
    return send(c, answer, 'no-cache, private');
  };
}
