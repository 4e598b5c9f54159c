import type { Context, MiddlewareHandler } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import type * as z from 'zod/mini';
import { ApiError } from '../../contract/errors.ts';

const BODY_LIMIT_BYTES = 4096;

/** Refuses a body that is too long to be any of ours. */
export function smallBody(form: string): MiddlewareHandler {
  return bodyLimit({ maxSize: BODY_LIMIT_BYTES, onError: () => refuseBody(form) });
}

/**
 * The JSON body of a request. Throws ApiError `request_invalid` when it is not what the schema says.
 * @param form what would be right, for a person
 */
export async function jsonBody<Schema extends z.ZodMiniType>(
  c: Context,
  { schema, form }: { schema: Schema; form: string },
): Promise<z.infer<Schema>> {
  const body = schema.safeParse(parseJson(await c.req.text()));
  return body.success ? body.data : refuseBody(form);
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function refuseBody(form: string): never {
  throw new ApiError('request_invalid', `The body of the request must be JSON: ${form}.`);
}
