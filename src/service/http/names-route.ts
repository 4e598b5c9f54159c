import type { Context } from 'hono';
import type { Names } from '../../contract/names.ts';
import { reachOf } from '../accounts/reach.ts';
import type { Directory } from '../directory/directory.ts';
import { coversOrganization } from '../directory/scope.ts';
import type { Authenticate } from './authenticate.ts';
import { represent, send } from './representation.ts';

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
  return async (c) => {
    const scope = reachOf(await authenticate(c));
    const organizations = Object.entries(organizationNames()).filter(([organization]) =>
      coversOrganization(scope, organization),
    );
    const names: Names = {
      extensions: directory.names(scope),
      organizations: Object.fromEntries(organizations),
    };
    return send(c, represent(JSON.stringify(names), 'application/json'), 'no-cache, private');
  };
}
