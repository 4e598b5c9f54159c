/** An object of OpenAPI 3.1 or of JSON Schema, as it is sent. */
export type Json = Readonly<Record<string, unknown>>;

/** Operations by path and method: a Paths Object. */
export type Paths = Readonly<Record<string, Readonly<Record<string, Operation>>>>;

/** An Operation Object, as far as it must have something. */
type Operation = Json & {
  operationId: string;
  tags: readonly string[];
  summary: string;
  security: readonly Json[];
  responses: Json;
};

/** A path of the contract in the form of OpenAPI: `/wall-links/{id}` for `/wall-links/:id`. */
export function pathTemplate(path: string): string {
  return path.replace(/:(\w+)/g, '{$1}');
}
