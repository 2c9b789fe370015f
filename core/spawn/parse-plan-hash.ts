import { VaultMeshError } from '../common/error.ts';

/** The hash of a plan as it is compared, in lower case. Throws `usage` for what is none. */
export function parsePlanHash(text: string): string {
  if (/^[0-9a-f]{64}$/i.test(text)) return text.toLowerCase();
  throw new VaultMeshError('usage', 'A plan is named by the 64 hex digits that a dry run shows.');
}
