import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';

/** A check of parsed JSON against `schema`, compiled on first use: `undefined` when it holds, else what is wrong and where. */
export function schemaCheck(schema: object): (value: unknown) => string | undefined {
  let validate: ValidateFunction | undefined;
  return (value) => {
    // That our schemas are schemas is for a test to see: to compile the meta-schema takes 100 ms of every start.
    validate ??= new Ajv2020({ strict: true, meta: false, validateSchema: false }).compile(schema);
    if (validate(value)) return undefined;
    const { instancePath = '', message = 'it is wrong' } = validate.errors?.[0] ?? {};
    return `${instancePath === '' ? 'the document' : instancePath} ${message}`;
  };
}
