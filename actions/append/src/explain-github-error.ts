import { VaultMeshError } from '../../../core/common/error.ts';

/** The members that are read of an error of Octokit: `RequestError` has a status, `GraphqlResponseError` has errors. */
interface GitHubError {
  readonly status?: number;
  readonly message?: string;
  readonly errors?: readonly { readonly type?: string; readonly message?: string }[];
}

/** What GitHub's texts for a refused write mean, and what to change. The first match counts. */
const REMEDIES = [
  {
    pattern: /protected branch|rule violations|GH006|GH013/i,
    remedy:
      'A branch protection or ruleset keeps this workflow from writing it. Let "GitHub Actions" bypass the rule ' +
      'for this branch, or exclude the branch from it; force pushes and deletion can stay forbidden.',
  },
  {
    pattern: /immutable/i,
    remedy:
      'A published immutable release takes no more assets. Draft the release, record it, then publish it.',
  },
  {
    pattern: /resource not accessible|must have (push|write|admin)|not accessible by/i,
    remedy: 'The token of the job may not write. Add "permissions: contents: write" to the job that records.',
  },
] as const;

/**
 * `cause` as a `VaultMeshError` that says what to change in the workflow, when it is a refusal of GitHub on the way to
 * `goal` (such as `The ledger branch of acme/app was not written`); any other error as it is.
 */
export function explainGitHubError(cause: unknown, goal: string): unknown {
  if (cause instanceof VaultMeshError) return cause;
  const { status, message = '', errors = [] } = cause as GitHubError;
  const text = [message, ...errors.map((error) => error.message ?? '')].join(' ');
  const known = REMEDIES.find(({ pattern }) => pattern.test(text));
  const forbidden = status === 403 || status === 422 || errors.some(({ type }) => type === 'FORBIDDEN');
  if (known !== undefined && (forbidden || status === undefined)) {
    return new VaultMeshError('not-permitted', `${goal}. ${known.remedy}`, { cause });
  }
  if (status === 401) {
    return new VaultMeshError(
      'not-permitted',
      `${goal}. GitHub does not accept the token; leave the input "token" at its default, or renew the token given.`,
      { cause },
    );
  }
  if (status === 404) {
    return new VaultMeshError(
      'not-found',
      `${goal}. GitHub does not show it to this token, or it is not there.`,
      {
        cause,
      },
    );
  }
  if (status !== undefined && (status >= 500 || status === 429 || status === 403)) {
    return new VaultMeshError('network', `${goal}. GitHub answered ${status}; run the job again later.`, {
      cause,
    });
  }
  return cause;
}
