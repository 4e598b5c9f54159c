import type { Context } from 'hono';
import type * as z from 'zod/mini';
import { ApiError } from '../../contract/errors.ts';

/**
 * The JSON body of a request. Throws ApiError `request_invalid` when it is not what the schema says, or is not called
 * JSON: a form on a foreign page could send the same text as another type, and sign its reader in as somebody else.
 * @param form what would be right, for a person
 */
export async function jsonBody<Schema extends z.ZodMiniType>(
  c: Context,
  { schema, form }: { schema: Schema; form: string },
): Promise<z.infer<Schema>> {
  const body = schema.safeParse(parseJson(await c.req.text()));
  const isCalledJson = /^application\/json\s*(;|$)/i.test(c.req.header('Content-Type') ?? '');
  return body.success && isCalledJson ? body.data : refuseBody(form);
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function refuseBody(form: string): never {
  throw new ApiError(
    'request_invalid',
    `The body of the request must be JSON, as application/json: ${form}.`,
  );
}
