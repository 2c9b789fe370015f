import type { SearchDocument } from './search-document.ts';

/** What can be found by its name alone. */
export interface ExactIds {
  /** The documents, by number, that `token` names: by an id or alias, or by a digest or 7 digits of its beginning. */
  find: (token: string) => readonly number[];
}

const DIGEST = /^(?:sha(?:1|256|512):)?(?=[a-f]*\d)([\da-f]{7,128})$/u;

/** `ADR-0042`, `adr-42` and `ADR_42` are one name. */
const normal = (name: string): string =>
  name
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\s_-]+/gu, '-')
    .replace(/(?<!\d)0+(?=\d)/gu, '');

export function exactIds(documents: readonly SearchDocument[]): ExactIds {
  const byName = new Map<string, Set<number>>();
  documents.forEach(({ id, aliases }, number) => {
    for (const name of [id, ...aliases]) {
      const key = normal(name);
      byName.set(key, (byName.get(key) ?? new Set()).add(number));
    }
  });
  const digests = documents.flatMap((document, number) =>
    document.digests.map((digest): [string, number] => [digest, number]),
  );
  return {
    find: (token) => {
      const named = byName.get(normal(token));
      if (named !== undefined) return [...named];
      const hex = DIGEST.exec(token.toLowerCase())?.[1];
      if (hex === undefined) return [];
      return [...new Set(digests.flatMap(([digest, number]) => (digest.startsWith(hex) ? [number] : [])))];
    },
  };
}
