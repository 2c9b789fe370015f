/** Which repository a call is about, in the words of GitHub's routes. A type, since Octokit takes no interface. */
export type RepositoryName = Readonly<{ owner: string; repo: string }>;

/** `acme/my-service`. */
export const fullName = ({ owner, repo }: RepositoryName): string => `${owner}/${repo}`;
