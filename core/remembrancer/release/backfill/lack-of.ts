import type { OpenRecord } from './backfill.ts';

/** What a record still lacks, and what was tried in vain for it, for a person. */
export const lackOf = ({ layers, missing }: OpenRecord): string => {
  const lacks = `lacks ${layers.join(', ')}`;
  return missing.length === 0 ? lacks : `${lacks}: ${missing.map(({ detail }) => detail).join(' ')}`;
};
