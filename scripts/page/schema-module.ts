import { Ajv2020 } from 'ajv/dist/2020.js';
import standalone from 'ajv/dist/standalone/index.js';

/** ESM whose default export is ajv's check of `schema`, with the settings of core/common/compile-schema.ts. */
export function schemaModule(schema: object): string {
  const ajv = new Ajv2020({
    strict: true,
    meta: false,
    validateSchema: false,
    code: { source: true, esm: true },
  });
  return standalone.default(ajv, ajv.compile(schema));
}
