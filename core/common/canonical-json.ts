import { equalBytes, utf8 } from './bytes.ts';
import { VaultMeshError } from './error.ts';

/** A value that JSON can carry. `undefined` members of objects are left out, as `JSON.stringify` does. */
export type Json =
  null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json | undefined };

/**
 * The JSON Canonicalization Scheme (RFC 8785): members sorted by UTF-16 code units, no white space, numbers and
 * strings as ECMAScript writes them.
 *
 * Throws `usage` for what RFC 8785 cannot carry: a number that is not finite, a string with a lone surrogate.
 */
export function canonicalJson(value: Json): string {
  switch (typeof value) {
    case 'string':
      if (!value.isWellFormed()) {
        throw new VaultMeshError(
          'usage',
          'Canonical JSON cannot carry a string with a lone surrogate (RFC 8785, 3.2.2.2).',
        );
      }
      return JSON.stringify(value);
    case 'number':
      if (!Number.isFinite(value)) {
        throw new VaultMeshError(
          'usage',
          `Canonical JSON cannot carry the number ${value} (RFC 8785, 3.2.2.3).`,
        );
      }
      return JSON.stringify(value);
    case 'boolean':
      return value ? 'true' : 'false';
    default:
      if (value === null) return 'null';
      return isArray(value) ? canonicalArray(value) : canonicalObject(value);
  }
}

/** `canonicalJson` as UTF-8 bytes: what is hashed and stored. */
export const canonicalJsonBytes = (value: Json): Uint8Array => utf8(canonicalJson(value));

/** Whether `bytes` are the canonical form of `value`; a value that RFC 8785 cannot carry has none. */
export function isCanonicalJson(value: Json, bytes: Uint8Array): boolean {
  try {
    return equalBytes(canonicalJsonBytes(value), bytes);
  } catch (error) {
    if (error instanceof VaultMeshError) return false;
    throw error;
  }
}

function canonicalArray(items: readonly Json[]): string {
  return `[${items.map((item) => canonicalJson(item)).join(',')}]`;
}

function canonicalObject(object: { readonly [key: string]: Json | undefined }): string {
  const members: string[] = [];
  // The default sort compares UTF-16 code units, which is the order of RFC 8785, 3.2.3.
  for (const key of Object.keys(object).sort()) {
    const value = object[key];
    if (value !== undefined) members.push(`${canonicalJson(key)}:${canonicalJson(value)}`);
  }
  return `{${members.join(',')}}`;
}

function isArray(value: Json): value is readonly Json[] {
  return Array.isArray(value);
}
