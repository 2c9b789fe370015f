import { Ajv2019 } from 'ajv/dist/2019.js';
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import draft6 from 'ajv/dist/refs/json-schema-draft-06.json' with { type: 'json' };
import draft7 from 'ajv/dist/refs/json-schema-draft-07.json' with { type: 'json' };

import { namesOf } from '../../../../../common/json-pointer.ts';
import draft4 from './draft-04.meta.json' with { type: 'json' };

/** The dialects of JSON Schema that are known, by the address in `$schema` without scheme and end. */
export const DIALECTS = ['draft-04', 'draft-06', 'draft-07', 'draft/2019-09', 'draft/2020-12'] as const;

export type Dialect = (typeof DIALECTS)[number];

/** What is wrong with a schema by its meta-schema, the first of it; `at` are the names from the root. */
export interface SchemaFault {
  readonly at: readonly string[];
  readonly what: string;
}

/** The dialect that `$schema` names; `undefined` for another, or for what is none. */
export function dialectOf($schema: string): Dialect | undefined {
  const [, name] = /^https?:\/\/json-schema\.org\/((?:draft-|draft\/)[\d-]+)\/schema#?$/.exec($schema) ?? [];
  return DIALECTS.find((dialect) => dialect === name);
}

/** Holds schemas against meta-schemas, each of which is compiled when it is first asked for: that takes up to 100 ms. */
export function metaSchemas(): (dialect: Dialect, schema: unknown) => SchemaFault | undefined {
  const made = new Map<Dialect, ValidateFunction>();
  return (dialect, schema) => {
    const validate = made.get(dialect) ?? compiled(dialect);
    made.set(dialect, validate);
    if (validate(schema)) return undefined;
    const { instancePath = '', message = 'it is wrong' } = validate.errors?.[0] ?? {};
    return { at: namesOf(instancePath), what: message };
  };
}

function compiled(dialect: Dialect): ValidateFunction {
  // Formats are left aside, but for regular expressions, which are looked at apart.
  const options = { strict: false, logger: false, validateFormats: false } as const;
  switch (dialect) {
    case 'draft/2019-09':
      return withUniqueItems(new Ajv2019(options)).compile(metaSchemaOf(dialect));
    case 'draft/2020-12':
      return withUniqueItems(new Ajv2020(options)).compile(metaSchemaOf(dialect));
    default: {
      const schema = { 'draft-04': draft4, 'draft-06': draft6, 'draft-07': draft7 }[dialect];
      return withUniqueItems(new Ajv2019({ ...options, validateSchema: false })).compile(schema);
    }
  }
}

/** With `uniqueItems` in one pass: Ajv compares each item with each, which takes minutes for a long `enum`. */
function withUniqueItems<Validator extends Ajv2019 | Ajv2020>(validator: Validator): Validator {
  validator.removeKeyword('uniqueItems');
  validator.addKeyword({
    keyword: 'uniqueItems',
    type: 'array',
    validate: (isUnique: boolean, items: readonly unknown[]) =>
      !isUnique || new Set(items.map((item) => JSON.stringify(item))).size === items.length,
    error: { message: 'must NOT have items that are the same' },
  });
  return validator;
}

/** One that Ajv has. */
const metaSchemaOf = (dialect: Dialect): object => ({ $ref: `https://json-schema.org/${dialect}/schema` });
