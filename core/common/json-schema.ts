import { compileSchema } from './compile-schema.ts';

/** A check of parsed JSON against `schema`, compiled on first use: `undefined` when it holds, else what is wrong and where. */
export function schemaCheck(schema: object): (value: unknown) => string | undefined {
  let validate: ReturnType<typeof compileSchema> | undefined;
  return (value) => {
    validate ??= compileSchema(schema);
    if (validate(value)) return undefined;
    const { instancePath = '', message = 'it is wrong' } = validate.errors?.[0] ?? {};
    return `${instancePath === '' ? 'the document' : instancePath} ${message}`;
  };
}
