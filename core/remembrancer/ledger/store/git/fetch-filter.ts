/**
 * What the fetches of a store leave out. git counts `tree:<depth>` from the root of a commit that is asked for, but from
 * the inside of a tree that is.
 */
export interface FetchFilter {
  /** For a commit: the root and what is directly in it. */
  readonly commit: string;
  /** For trees by id: these, the trees in them, and of the files there the small ones, which index files are. */
  readonly near: string;
  /** For objects by id: these alone. */
  readonly exact: string;
  /** Whether the other side may be told which commits are here: not when most of their trees are missing. */
  readonly negotiates: boolean;
}

/**
 * From the least that can be fetched to the most. A server may refuse trees by depth (`uploadpackfilter.tree`), or all
 * filters; one that does not know any sends all, which is right too. `undefined` is all of a commit.
 */
export const FETCH_FILTERS: readonly [FetchFilter, ...(FetchFilter | undefined)[]] = [
  { commit: 'tree:2', near: 'combine:tree:2+blob:limit=256', exact: 'tree:0', negotiates: false },
  { commit: 'blob:none', near: 'blob:none', exact: 'blob:none', negotiates: true },
  undefined,
];

/** Whether git says that the other side does not take a filter, or (protocol version 0) does not give objects by id. */
export const isFilterRefused = (stderr: string): boolean =>
  /filter '[^']+' not supported|filter allows max depth|invalid filter-spec|unadvertised object/iu.test(
    stderr,
  );
