/**
 * Whether `error` says that this GitHub has no GraphQL API (404), or, as an old GitHub Enterprise Server, none of its
 * `createCommitOnBranch`. A repository that is not there is told in another way.
 */
export function isGraphqlMissing(error: unknown): boolean {
  const { status, errors } = error as {
    status?: unknown;
    errors?: readonly { readonly message?: string }[];
  };
  if (errors === undefined) return status === 404 || status === 410;
  return errors.some(({ message = '' }) =>
    /createCommitOnBranch(Input)?.*(doesn't exist|isn't a defined)/iu.test(message),
  );
}
