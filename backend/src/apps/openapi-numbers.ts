import type { OpenAPIObject } from '@nestjs/swagger';

type Schema = NonNullable<NonNullable<OpenAPIObject['components']>['schemas']>[string];

/**
 * Says of numbers that they are whole, where TypeScript's types know only `number`: of every property and parameter
 * whose declaration does not say otherwise by `@Fraction()`. Maps, such as the values of profile fields, stay as they
 * are.
 */
export function declareIntegers(document: OpenAPIObject): void {
  for (const schema of Object.values(document.components?.schemas ?? {})) visit(schema);
  for (const path of Object.values(document.paths)) {
    for (const operation of [path.get, path.post, path.put, path.patch, path.delete]) {
      for (const parameter of operation?.parameters ?? []) {
        if ('schema' in parameter && parameter.schema) visit(parameter.schema);
      }
    }
  }
}

function visit(schema: Schema): void {
  if ('$ref' in schema) return;
  if (schema.format === undefined) {
    // OpenAPI 3.1 has lists of types, for what may be null.
    const types: unknown = schema.type;
    if (types === 'number') schema.type = 'integer';
    else if (Array.isArray(types)) {
      Object.assign(schema, {
        type: types.map((type: unknown) => (type === 'number' ? 'integer' : type)),
      });
    }
  }
  for (const property of Object.values(schema.properties ?? {})) visit(property);
  if (schema.items) visit(schema.items);
}
