import { isDeepStrictEqual } from 'node:util';

import type { Link } from '../../core/remembrancer/receipt/index.ts';
import type { RecordDescription } from '../../core/remembrancer/release/index.ts';

/** A record with the links of its file before its own, each once. */
export function withLinks(description: RecordDescription, links: readonly Link[]): RecordDescription {
  if (links.length === 0) return description;
  const own = description.links ?? [];
  return {
    ...description,
    links: [...links, ...own.filter((link) => !links.some((other) => isDeepStrictEqual(other, link)))],
  };
}
