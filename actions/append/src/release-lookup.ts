import type { Alongside } from '../../../core/remembrancer/ledger/index.ts';

/** Asks, along with the commits of a record, which release a tag has. */
export interface ReleaseLookup extends Alongside {
  /** The release as the last commit's answer told it: its id, `null` for none, `undefined` when nothing was told. */
  releaseId(): number | null | undefined;
}

/** A draft has no address by tag in the REST API; GraphQL finds it by the tag that it will have. */
export function releaseLookup(tag: string): ReleaseLookup {
  let id: number | null | undefined;
  return {
    selection: `release(tagName: ${JSON.stringify(tag)}) { databaseId }`,
    take: (repository) => {
      const told = (repository as Answer | undefined)?.release;
      id = told === null ? null : told?.databaseId;
    },
    releaseId: () => id,
  };
}

interface Answer {
  readonly release?: { readonly databaseId?: number } | null;
}
