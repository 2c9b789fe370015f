/**
 * The arguments of a fetch that leaves out what `filter` says. Only the fetch itself knows that the repository is partial,
 * and git writes nothing of it into the configuration: so no other command fetches by itself, one object at a time, what
 * is missing. Without `haves` the other side is not told which commits are here, for that would mean that all in them is.
 */
export const partialFetch = (
  filter: string | undefined,
  options: readonly string[],
  { haves }: { readonly haves: boolean },
): string[] => [
  ...(filter === undefined
    ? []
    : ['-c', 'remote.origin.promisor=true', '-c', `remote.origin.partialCloneFilter=${filter}`]),
  ...(haves ? [] : ['-c', 'fetch.negotiationAlgorithm=noop']),
  ...['fetch', '--quiet', '--no-tags'],
  ...(filter === undefined ? [] : [`--filter=${filter}`]),
  ...options,
];
