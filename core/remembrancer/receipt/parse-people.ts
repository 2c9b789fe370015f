import { VaultMeshError } from '../../common/error.ts';
import { schemaCheck } from '../../common/json-schema.ts';
import schema from './people-given.schema.json' with { type: 'json' };
import type { Person } from './people.ts';

const checkSchema = schemaCheck(schema);

/**
 * The people in a text of JSON, `[{"role": "approver", "login": "ada"}, …]`, at most 256; none in an empty one. Throws
 * `usage`, without a word of the text.
 */
export function parsePeople(text: string): readonly Person[] {
  if (text === '') return [];
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw refusal('it is not JSON');
  }
  const problem = checkSchema(value);
  if (problem !== undefined) throw refusal(problem);
  return value as readonly Person[];
}

const refusal = (problem: string): VaultMeshError =>
  new VaultMeshError(
    'usage',
    `The people of a record are a list of {"role", "login", "name"} in JSON, of which only "role" must be there: ${problem}.`,
  );
