/** Names as GitHub has them: nothing of an origin, which the peer chose, gets into an address otherwise. */
const ON_GITHUB = /^github\.com\/([A-Za-z0-9-]{1,39}\/(?!\.{1,2}$)[A-Za-z0-9._-]{1,100})$/u;

/**
 * Where the raw files of the ledger with this origin are: on github.com the branch `ledger` of the repository that the
 * origin names. `undefined` for any other host, and for a log that took the place of another, whose branch the origin does not tell.
 */
export function addressOfPeer(origin: string): string | undefined {
  const repository = ON_GITHUB.exec(origin)?.[1];
  return repository === undefined ? undefined : `https://raw.githubusercontent.com/${repository}/ledger`;
}
