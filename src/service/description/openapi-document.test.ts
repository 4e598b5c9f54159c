import { Validator } from '@seriousme/openapi-schema-validator';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, it } from 'vitest';
import * as z from 'zod/mini';
import { API_ERRORS } from '../../contract/errors.ts';
import { parseQuery } from '../../contract/query.ts';
import { openApiDocument } from './openapi-document.ts';
import { PRESENCE_PARAMETERS } from './parameters.ts';

/** As it travels. */
const document = JSON.parse(JSON.stringify(openApiDocument('1.2.3')));

/** Everything in the document that has this key, as pairs of the whole and of what stands under the key. */
function everyPart(key: string, within: unknown = document): [object, unknown][] {
  if (typeof within !== 'object' || within === null) return [];
  const here: [object, unknown][] = Object.entries(within)
    .filter(([name]) => name === key)
    .map(([, part]) => [within, part]);
  return [...here, ...Object.values(within).flatMap((part) => everyPart(key, part))];
}

describe('the description', () => {
  it('is valid OpenAPI 3.1', async () => {
    const validator = new Validator();
    expect(await validator.validate(structuredClone(document))).toEqual({ valid: true });
    expect(validator.version).toBe('3.1');
  });

  it('holds valid JSON Schema alone, and no reference to what is not there', () => {
    const ajv = new Ajv2020({ allowUnionTypes: true });
    ajv.addVocabulary(['components', 'example']);
    const { components } = document;
    ajv.addSchema({ $id: 'rollcall', components });
    for (const id of Object.keys(components.schemas)) {
      expect(ajv.getSchema(`rollcall#/components/schemas/${id}`), id).toBeTypeOf('function');
    }
    const references = everyPart('$ref').map(([, reference]) => `${reference}`);
    expect(references.length).toBeGreaterThan(100);
    for (const reference of new Set(references)) {
      const [root, ...path] = reference.split('/');
      expect(root).toBe('#');
      const found = path.reduce((part, name) => part?.[name], document);
      expect(found, reference).toBeTypeOf('object');
    }
  });

  it('gives no example that its own schema would refuse', () => {
    const ajv = new Ajv2020({ strict: false });
    ajv.addSchema({ ...document, $id: 'rollcall' });
    const examples = everyPart('schema').flatMap(([whole, schema]) => {
      const { example, examples = {} } = z
        .object({
          example: z.optional(z.unknown()),
          examples: z.optional(z.record(z.string(), z.object({ value: z.unknown() }))),
        })
        .parse(whole);
      const values = Object.values(examples).map(({ value }) => value);
      return [...(example === undefined ? [] : [example]), ...values].map((value) => ({
        schema: JSON.parse(JSON.stringify(schema).replaceAll('"#/', '"rollcall#/')),
        value,
      }));
    });
    expect(examples.length).toBeGreaterThan(30);
    for (const { schema, value } of examples) {
      expect(ajv.validate(schema, value), JSON.stringify(value)).toBe(true);
    }
  });

  it('names each operation once, and tells of each in words', () => {
    const operations = Object.values(openApiDocument('').paths).flatMap(Object.values);
    const ids = operations.map(({ operationId }) => operationId);
    expect(new Set(ids).size).toBe(ids.length);
    const tags = document.tags.map(({ name }: { name: string }) => name);
    for (const { operationId, summary, description, tags: own } of operations) {
      expect(summary, operationId).toMatch(/^[A-Z]/);
      expect(description, operationId).toMatch(/\.$/);
      expect(tags, operationId).toEqual(expect.arrayContaining([...own]));
    }
  });

  it('has every code of the error table, with its status and message', () => {
    for (const [code, { status, message }] of Object.entries(API_ERRORS)) {
      expect(document.info.description).toContain(`| ${status} | \`${code}\` | ${message} |`);
    }
  });
});

describe('the parameters of a listing', () => {
  const parameterSchema = z.object({
    name: z.string(),
    in: z.enum(['path', 'query']),
    schema: z.object({
      enum: z.optional(z.array(z.string())),
      minimum: z.optional(z.number()),
      maximum: z.optional(z.number()),
    }),
  });
  const parameters = PRESENCE_PARAMETERS.map((parameter) => parameterSchema.parse(parameter));
  const accepts = (query: string) => {
    try {
      parseQuery(new URLSearchParams(query));
      return true;
    } catch {
      return false;
    }
  };
  /** What a parameter needs beside itself. */
  const beside: Record<string, string> = {
    filterBy: '&filterValue=210',
    filterOp: '&filterBy=extension&filterValue=210',
  };

  it.each(parameters.filter(({ schema }) => schema.enum))(
    'are read with every value that is told, and with no other: $name',
    ({ name, schema }) => {
      for (const value of schema.enum ?? []) {
        expect(accepts(`${name}=${value}${beside[name] ?? ''}`), value).toBe(true);
      }
      expect(accepts(`${name}=other${beside[name] ?? ''}`)).toBe(false);
    },
  );

  it.each(parameters.filter(({ schema }) => schema.maximum !== undefined))(
    'are read within the limits that are told, and not beyond: $name',
    ({ name, schema: { minimum = 0, maximum = 0 } }) => {
      expect([minimum, maximum].map((value) => accepts(`${name}=${value}`))).toEqual([true, true]);
      expect(accepts(`${name}=${minimum - 1}`)).toBe(false);
      expect(accepts(`${name}=${maximum + 1}`)).toBe(false);
    },
  );
});
