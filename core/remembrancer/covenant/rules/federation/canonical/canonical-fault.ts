import { canonicalJson, type Json } from '../../../../../common/canonical-json.ts';
import { VaultMeshError } from '../../../../../common/error.ts';
import { printable } from '../../../../../common/printable.ts';
import { shortened } from '../../../../../common/shortened.ts';
import type { Range } from '../../../found.ts';
import { scanJson } from './scan-json.ts';

/** What keeps a text from being the canonical form of what it says. */
export interface CanonicalFault {
  /** The end of a sentence that begins with the document. */
  readonly what: string;
  /** Where in the text it begins; absent when it is about the text as a whole. */
  readonly range?: Range;
  /** The canonical form; absent when the text says more than one thing, or what that form cannot carry. */
  readonly canonical?: string;
}

/** Deeper than any document of the ledger. */
const MOST_DEPTH = 64;

/** Whether `value`, which was read from `text`, stands there in canonical form (RFC 8785) and nothing else does. */
export function canonicalFault(text: string, value: Json): CanonicalFault | undefined {
  const { repeated, depth } = scanJson(text);
  if (repeated !== undefined) {
    const { name, ...range } = repeated;
    return { what: `has the member ${printable(shortened(JSON.stringify(name), 100))} twice`, range };
  }
  if (depth > MOST_DEPTH) return { what: `is ${depth} levels deep` };
  const canonical = canonicalOf(value);
  if (canonical === undefined) return { what: 'says what canonical JSON (RFC 8785) cannot carry' };
  if (canonical === text) return undefined;
  const start = firstDifference(canonical, text);
  return {
    what: start < canonical.length ? 'is not canonical JSON (RFC 8785)' : 'has something behind its end',
    range: { start, end: text.length },
    canonical,
  };
}

function canonicalOf(value: Json): string | undefined {
  try {
    return canonicalJson(value);
  } catch (error) {
    if (error instanceof VaultMeshError) return undefined;
    throw error;
  }
}

/** Where two texts that are not the same begin to differ. */
function firstDifference(one: string, other: string): number {
  let at = 0;
  while (one[at] === other[at]) at++;
  return at;
}
