import type { ErrorObject } from 'ajv';
import { compileSchema } from './compile-schema.ts';

/** A check of parsed JSON against `schema`, compiled on first use: `undefined` when it holds, else what is wrong and where. */
export function schemaCheck(schema: object): (value: unknown) => string | undefined {
  let validate: ReturnType<typeof compileSchema> | undefined;
  return (value) => {
    validate ??= compileSchema(schema);
    if (validate(value)) return undefined;
    return problemOf(validate.errors?.[0]);
  };
}

function problemOf(error: ErrorObject | undefined): string {
  const { instancePath = '', keyword, message = 'it is wrong' } = error ?? {};
  const where = instancePath === '' ? 'the document' : instancePath;
  // Ajv's own messages do not say which.
  const { additionalProperty, allowedValues } = (error?.params ?? {}) as {
    additionalProperty?: string;
    allowedValues?: readonly unknown[];
  };
  if (keyword === 'enum') return `${where} ${message}: ${(allowedValues ?? []).join(', ')}`;
  if (keyword !== 'additionalProperties') return `${where} ${message}`;
  return `${where} must not have the property ${JSON.stringify(additionalProperty)}`;
}
