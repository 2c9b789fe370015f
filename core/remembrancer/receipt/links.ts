import { VaultMeshError } from '../../common/error.ts';
import { schemaCheck } from '../../common/json-schema.ts';
import schema from './links.schema.json' with { type: 'json' };
import type { Receipt } from './receipt.ts';

export type Link = NonNullable<Receipt['links']>[number];

/** What a link between records can say (SPEC.md, section 7); those of keys and of late evidence are not made by hand. */
const RELATIONS = [
  'status',
  'alias',
  'revises',
  'supersedes',
  'amends',
  'relates-to',
  'affects',
  'decides',
  'decided-by',
  'environment',
  'pull-request',
] as const;

export type RelationName = (typeof RELATIONS)[number];

const checkLinks = schemaCheck(schema);

/** Whether a receipt can have it: a relation between records, and a target of one line of at most 500 characters. */
export const isLink = (value: unknown): value is Link => checkLinks([value]) === undefined;

/** The links in a text of JSON, `[{"rel": …, "target": …}, …]`, at most 256; none in an empty one. Throws `usage`. */
export function parseLinks(text: string): readonly Link[] {
  if (text === '') return [];
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (cause) {
    throw refusal('it is not JSON', { cause });
  }
  const problem = checkLinks(value);
  if (problem !== undefined) throw refusal(problem);
  return value as readonly Link[];
}

const refusal = (problem: string, options?: { cause: unknown }): VaultMeshError =>
  new VaultMeshError(
    'usage',
    `The links of a record are a list of {"rel", "target"} in JSON, rel being one of ${RELATIONS.join(', ')}: ${problem}.`,
    options,
  );
