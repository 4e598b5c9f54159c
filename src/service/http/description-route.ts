import type { Handler } from 'hono';
import { openApiDocument } from '../description/openapi-document.ts';
import { type Representation, represent, send } from './representation.ts';

/** Answers `/openapi.json`, to anybody. It is made when it is first asked for, and never again. */
export function descriptionHandler(version: string): Handler {
  let answer: Representation | undefined;
  return (c) => {
    answer ??= represent(JSON.stringify(openApiDocument(version)), 'application/json');
    return send(c, answer, 'no-cache');
  };
}
