import { VaultMeshError } from '../../../core/common/error.ts';

/** The members that are read of an error of Octokit: `RequestError` has a status, `GraphqlResponseError` has errors. */
interface GitHubError {
  readonly status?: number;
  readonly message?: string;
  /** Absent when there was none. */
  readonly response?: unknown;
  readonly errors?: readonly { readonly message?: string }[];
}

/** What GitHub's texts for a refused write mean, and what to change in the workflow or the repository. */
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
    pattern: /resource not accessible|must have (push|write|admin)/i,
    remedy: 'The token of the job may not write. Add "permissions: contents: write" to the job that records.',
  },
  {
    pattern: /bad credentials/i,
    remedy:
      'GitHub does not accept the token. Leave the input "token" at its default, or renew the token given.',
  },
] as const;

/**
 * `error` with what to change, when GitHub refused a write on the way to `goal` (`The ledger of acme/app was not
 * written`); any other error as it is.
 */
export function explainGitHubError(error: unknown, goal: string): unknown {
  const cause = error instanceof VaultMeshError ? error.cause : error;
  if (typeof cause !== 'object' || cause === null) return error;
  const { status, message = '', errors = [], response } = cause as GitHubError;
  const text = [message, ...errors.map((each) => each.message ?? '')].join(' ');
  const known = REMEDIES.find(({ pattern }) => pattern.test(text));
  if (known !== undefined) return new VaultMeshError('not-permitted', `${goal}. ${known.remedy}`, { cause });
  if (error instanceof VaultMeshError || status === undefined) return error;
  const code = status === 404 ? 'not-found' : status < 500 && status !== 429 ? 'not-permitted' : 'network';
  const said = response === undefined ? 'GitHub gave no good answer' : `GitHub answered ${status}`;
  const remedy = code === 'network' ? ' Run the job again; it goes on from there.' : '';
  return new VaultMeshError(code, `${goal}. ${said}: ${message.replace(/[.]?$/, '.')}${remedy}`, { cause });
}
