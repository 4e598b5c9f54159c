import * as z from 'zod/mini';
import { apiErrorSchema } from '../../contract/errors.ts';
import { healthSchema } from '../../contract/health.ts';
import {
  changeSchema,
  changesSchema,
  countsItemSchema,
  countsStepSchema,
  gapSchema,
  journalCountsSchema,
  startSchema,
} from '../../contract/journal.ts';
import { namesSchema } from '../../contract/names.ts';
import {
  collectionSchema,
  entrySchema,
  presenceSchema,
  registrationSchema,
} from '../../contract/presence.ts';
import { sessionSchema, signInSchema } from '../../contract/session.ts';
import { tokenRefusalSchema, tokenRequestSchema, tokenSchema } from '../../contract/token.ts';
import {
  createdWallLinkSchema,
  newWallLinkSchema,
  wallLinkSchema,
  wallLinksSchema,
} from '../../contract/wall-links.ts';
import {
  CHANGE_TEXTS,
  CHANGES_TEXTS,
  COLLECTION_TEXTS,
  COUNTS_ITEM_TEXTS,
  COUNTS_STEP_TEXTS,
  ENTRY_TEXTS,
  GAP_TEXTS,
  HEALTH_TEXTS,
  JOURNAL_COUNTS_TEXTS,
  NAMES_TEXTS,
  REGISTRATION_TEXTS,
  SESSION_TEXTS,
  SOURCE_TEXTS,
  START_TEXTS,
  STORAGE_TEXTS,
  TOKEN_REQUEST_TEXTS,
  TOKEN_TEXTS,
  WALL_LINK_TEXTS,
} from './field-texts.ts';
import type { Json } from './openapi.ts';

type Described = { schema: z.core.$ZodType; fields?: Readonly<Record<string, string>> };

/** A schema of the contract whose every field is told in words. */
function described<Schema extends z.ZodMiniObject>(
  schema: Schema,
  fields: Readonly<Record<keyof Schema['shape'], string>>,
): Described {
  return { schema, fields };
}

/** What travels as JSON, by the name that the description gives it. */
const SCHEMAS = {
  Presence: { schema: presenceSchema },
  Collection: described(collectionSchema, COLLECTION_TEXTS),
  Entry: described(entrySchema, ENTRY_TEXTS),
  Registration: described(registrationSchema, REGISTRATION_TEXTS),
  Error: { schema: apiErrorSchema },
  TokenRequest: described(tokenRequestSchema, TOKEN_REQUEST_TEXTS),
  Token: described(tokenSchema, TOKEN_TEXTS),
  TokenRefusal: { schema: tokenRefusalSchema },
  SignIn: { schema: signInSchema },
  Session: described(sessionSchema, SESSION_TEXTS),
  NewWallLink: { schema: newWallLinkSchema, fields: WALL_LINK_TEXTS },
  WallLink: described(wallLinkSchema, WALL_LINK_TEXTS),
  WallLinks: { schema: wallLinksSchema },
  CreatedWallLink: described(createdWallLinkSchema, {
    ...WALL_LINK_TEXTS,
    secret: 'Opens the link: `/#wall=SECRET`. It is told this once.',
  }),
  Names: described(namesSchema, NAMES_TEXTS),
  Changes: described(changesSchema, CHANGES_TEXTS),
  Change: described(changeSchema, CHANGE_TEXTS),
  ConditionAtStart: described(startSchema, START_TEXTS),
  Gap: described(gapSchema, GAP_TEXTS),
  Counts: described(journalCountsSchema, JOURNAL_COUNTS_TEXTS),
  CountsStep: described(countsStepSchema, COUNTS_STEP_TEXTS),
  CountsItem: described(countsItemSchema, COUNTS_ITEM_TEXTS),
  Health: described(healthSchema, HEALTH_TEXTS),
  Source: described(healthSchema.shape.source, SOURCE_TEXTS),
  Storage: described(healthSchema.shape.storage, STORAGE_TEXTS),
} satisfies Record<string, Described>;

export type SchemaId = keyof typeof SCHEMAS;

const refTo = (id: string) => `#/components/schemas/${id}`;

/** A reference to one of the schemas. */
export function schemaRef(id: SchemaId): Json {
  return { $ref: refTo(id) };
}

/** Every schema as JSON Schema 2020-12, which is what OpenAPI 3.1 takes, each by its name. */
export function jsonSchemas(): Record<string, Json> {
  const registry = z.registry<{ id: string }>();
  for (const [id, { schema }] of Object.entries<Described>(SCHEMAS)) registry.add(schema, { id });
  // As they come in: an answer may hold more one day, and whoever reads it must not refuse it for that.
  const { schemas } = z.toJSONSchema(registry, { uri: refTo, io: 'input', override: plain });
  return Object.fromEntries(
    Object.entries<Described>(SCHEMAS).map(([id, { fields }]) => [
      id,
      withTexts(schemas[id] ?? {}, fields ?? {}),
    ]),
  );
}

/** The same in fewer words, and in those that every generator of clients knows. */
function plain({ jsonSchema }: { jsonSchema: z.core.JSONSchema.BaseSchema }): void {
  // Limits that say no more than that a number is one of JavaScript's.
  if (jsonSchema.maximum === Number.MAX_SAFE_INTEGER) delete jsonSchema.maximum;
  if (jsonSchema.minimum === Number.MIN_SAFE_INTEGER) delete jsonSchema.minimum;
  // A tuple of one is a list of exactly one.
  const [only, ...others] = jsonSchema.prefixItems ?? [];
  if (only && others.length === 0 && jsonSchema.maxItems === 1) {
    jsonSchema.items = only;
    delete jsonSchema.prefixItems;
  }
}

function withTexts(
  { $id: _id, $schema: _schema, ...schema }: z.core.JSONSchema.BaseSchema,
  texts: Readonly<Record<string, string>>,
): Json {
  if (!schema.properties) return schema;
  const properties = Object.entries(schema.properties).map(([name, property]) => {
    const description = texts[name];
    return [
      name,
      typeof property === 'object' && description ? { ...property, description } : property,
    ];
  });
  return { ...schema, properties: Object.fromEntries(properties) };
}
