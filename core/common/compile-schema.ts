import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';

/** The check that a JSON Schema (draft 2020-12) asks for, as ajv makes it. */
export const compileSchema = (schema: object): ValidateFunction =>
  // That our schemas are schemas is for a test to see: to compile the meta-schema takes 100 ms of every start.
  new Ajv2020({ strict: true, meta: false, validateSchema: false }).compile(schema);
