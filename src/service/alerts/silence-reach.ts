import type { Subject } from '../../contract/alerts.ts';
import { covers, coversOrganization, liesWithin, type Scope } from '../directory/scope.ts';

/**
 * Whom a silence is for: everybody whose reach lies within its maker's, where they can see its subject. So the mute of an
 * operator reaches every wall, and that of an organization its own and its users', but never the operator.
 */
export function isHeardBy(reader: Scope, silence: { maker: Scope; subject: Subject }): boolean {
  return liesWithin(reader, silence.maker) && isInSight(silence.subject, reader);
}

/** Whether somebody may know of a subject. Agents are the names of models, which are no secret. */
export function isInSight({ kind, value }: Subject, reach: Scope): boolean {
  switch (kind) {
    case 'extension':
      return covers(reach, value);
    case 'organization':
      return coversOrganization(reach, value);
    case 'agent':
      return true;
  }
}
