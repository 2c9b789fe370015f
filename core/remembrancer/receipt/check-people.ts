import { fromUtf8, sha256Hex } from '../../common/bytes.ts';
import { schemaCheck } from '../../common/json-schema.ts';
import schema from '../../../ledger-schema/people.schema.json' with { type: 'json' };
import type { Person } from './people.ts';
import type { Receipt } from './receipt.ts';

/**
 * What is known of the people of a receipt. `redacted`: their names were removed, which takes nothing from the receipt.
 * `absent`: it never named any. `invalid`: there is a side file, and it is not the one that the receipt commits to.
 */
export type PeopleVerdict =
  | { readonly status: 'valid'; readonly people: readonly Person[] }
  | { readonly status: 'absent' | 'redacted' | 'invalid' };

const checkSchema = schemaCheck(schema);

/** Judges the side file of a receipt; `content` is `undefined` when there is none. */
export function checkPeople({ people }: Receipt, content: Uint8Array | undefined): PeopleVerdict {
  if (content === undefined) return { status: people === undefined ? 'absent' : 'redacted' };
  if (sha256Hex(content) !== people?.sha256) return { status: 'invalid' };
  const named = peopleIn(content);
  return named === undefined ? { status: 'invalid' } : { status: 'valid', people: named };
}

function peopleIn(content: Uint8Array): readonly Person[] | undefined {
  try {
    const value: unknown = JSON.parse(fromUtf8(content));
    return checkSchema(value) === undefined ? (value as { people: readonly Person[] }).people : undefined;
  } catch {
    return undefined;
  }
}
