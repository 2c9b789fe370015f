import { type Dialect, DIALECTS, dialectOf, metaSchemas, type SchemaFault } from './dialects.ts';
import { faultInside, isObject } from './inside-schema.ts';

/** What is wrong with a schema, or why that cannot be told. */
export type SchemaAnswer = SchemaFault | { readonly cannotTell: string } | undefined;

/** Those that a schema may be of which names none, the newest last. */
const UNNAMED: readonly Dialect[] = ['draft-07', 'draft/2020-12'];

/** Judges schemas, each by the dialect that it names. Nothing is fetched, and no pattern of a schema is run. */
export function schemaJudge(): (schema: unknown) => SchemaAnswer {
  const faultBy = metaSchemas();
  return (schema) => {
    if (typeof schema === 'boolean') return undefined;
    if (!isObject(schema)) return { at: [], what: 'it is neither an object nor a boolean' };
    const { $schema } = schema;
    if ($schema === undefined) return ofAny(UNNAMED, schema, faultBy) ?? faultInside(schema);
    if (typeof $schema !== 'string') return { at: ['$schema'], what: 'it must be string' };
    // Without a version it meant the newest, of which nobody says which it was.
    if (/^https?:\/\/json-schema\.org\/schema#?$/.test($schema)) {
      return ofAny(DIALECTS, schema, faultBy) ?? faultInside(schema);
    }
    const dialect = dialectOf($schema);
    if (dialect === undefined) return { cannotTell: `its dialect ${$schema} is not known` };
    return faultBy(dialect, schema) ?? faultInside(schema);
  };
}

/** What is wrong by the last of the dialects; nothing when it is right by one of them. */
function ofAny(
  dialects: readonly Dialect[],
  schema: object,
  faultBy: ReturnType<typeof metaSchemas>,
): SchemaFault | undefined {
  let fault: SchemaFault | undefined;
  for (const dialect of dialects) {
    fault = faultBy(dialect, schema);
    if (fault === undefined) return undefined;
  }
  return fault;
}
