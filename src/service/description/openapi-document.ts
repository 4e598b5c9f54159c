import { SESSION_PATHS, TOKEN_PATHS, WALL_LINK_PATHS } from './account-paths.ts';
import { HEADERS } from './answers.ts';
import { SECURITY_SCHEMES } from './credentials.ts';
import { INTRODUCTION } from './introduction.ts';
import { JOURNAL_PATHS } from './journal-paths.ts';
import type { Json, Paths } from './openapi.ts';
import { PRESENCE_PATHS } from './presence-paths.ts';
import { jsonSchemas } from './schemas.ts';
import { SERVICE_PATHS } from './service-paths.ts';

/** The order in which a reader meets the operations. */
const TAGS = [
  { name: 'Presence', description: 'UnifiedAPI v5, “List Presence”.' },
  { name: 'Tokens', description: 'UnifiedAPI v3, “Obtain Authorization”.' },
  { name: 'Sessions', description: 'For browsers: how one signs in to the board.' },
  { name: 'Wall links', description: 'Read-only links for televisions.' },
  { name: 'Names', description: 'What people call extensions and organizations.' },
  { name: 'Journal', description: 'What was recorded: changes, and counts of every minute.' },
  { name: 'Service', description: 'What the service tells of itself.' },
];

const PATHS: Paths = {
  ...PRESENCE_PATHS,
  ...TOKEN_PATHS,
  ...SESSION_PATHS,
  ...WALL_LINK_PATHS,
  ...JOURNAL_PATHS,
  ...SERVICE_PATHS,
};

/**
 * The description of the whole service, as an OpenAPI 3.1 document. Bodies and parameters are those of contract/,
 * so that it cannot say otherwise than what is done.
 * @param version of the service
 */
export function openApiDocument(version: string): Json & { paths: Paths } {
  return {
    openapi: '3.1.0',
    info: { title: 'Rollcall', version, description: INTRODUCTION },
    tags: TAGS,
    paths: PATHS,
    components: {
      schemas: jsonSchemas(),
      headers: HEADERS,
      securitySchemes: SECURITY_SCHEMES,
    },
  };
}
