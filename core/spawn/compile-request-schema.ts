import { Ajv, type ValidateFunction } from 'ajv';
import type { Catalog } from './catalog.ts';
import { REQUEST_CHECK_OPTIONS, requestSchema } from './request-schema.ts';

/** The check that the schema of a request asks for, which fills in its defaults. Built programs have it compiled. */
export function compileRequestSchema<Request>(catalog: Catalog): ValidateFunction<Request> {
  return new Ajv(REQUEST_CHECK_OPTIONS).compile<Request>(requestSchema(catalog));
}
