import { VaultMeshError } from '../../core/common/error.ts';
import { isRequestError } from '../../core/github/request-error.ts';

/** What a refused call lacked, by the end of its path. */
const REMEDIES = [
  {
    pattern: /\/rulesets$/,
    remedy:
      'A ruleset takes an administrator of the repository (a fine-grained token with "Administration: write") and, in ' +
      'a private one, a plan that has rulesets. Give the command again with --no-ruleset to go without it.',
  },
  {
    pattern: /\/environments\//,
    remedy:
      'An environment and its secret take an administrator of the repository (a fine-grained token with ' +
      '"Administration: write" and "Environments: write") and, in a private one, a plan that has environments. ' +
      'Without them make the key with --log-key FILE.',
  },
] as const;

/** `error` with what to change when GitHub refused a call; any other as it is. */
export function explainRefusal(error: unknown): unknown {
  if (!isRequestError(error)) return error;
  const { status, message, request } = error;
  const path = new URL(request.url).pathname;
  const said = `GitHub answered ${status} to ${request.method} ${path}: ${message}.`;
  if (status === 401) {
    const remedy = `It does not accept the token: renew the one in GH_TOKEN or GITHUB_TOKEN.`;
    return new VaultMeshError('not-permitted', `${said} ${remedy}`, { cause: error });
  }
  if (status >= 500 || status === 429 || /rate limit/i.test(message)) {
    return new VaultMeshError('network', `${said} Give the command again later; it goes on from there.`, {
      cause: error,
    });
  }
  const known = REMEDIES.find(({ pattern }) => pattern.test(path));
  return new VaultMeshError('not-permitted', known === undefined ? said : `${said} ${known.remedy}`, {
    cause: error,
  });
}
