import { describe, expect, it } from '@jest/globals';

import { explainGitHubError } from '../../../actions/common/src/explain-github-error.ts';
import { VaultMeshError } from '../../../core/common/error.ts';

const goal = 'The branch ledger of acme/app was not written';

function explain(error: object): { code: string; message: string } {
  const explained = explainGitHubError(error, goal);
  if (!(explained instanceof VaultMeshError)) throw new Error('it was not explained');
  return explained;
}

describe('explaining what GitHub refused', () => {
  it('says which permission is missing when the token is read-only', () => {
    const rest = { status: 403, message: 'Resource not accessible by integration' };
    expect(explain(rest)).toMatchObject({
      code: 'not-permitted',
      message: `${goal}. The token of the job may not write. Add "permissions: contents: write" to the job that records.`,
    });
    const graphql = { errors: [{ type: 'FORBIDDEN', message: 'Resource not accessible by integration' }] };
    expect(explain(graphql).message).toContain('contents: write');
  });

  it.each([
    'Protected branch update failed for refs/heads/ledger.',
    'Repository rule violations found: Changes must be made through a pull request.',
  ])('names the branch rule in the way: %s', (message) => {
    expect(explain({ errors: [{ type: 'UNPROCESSABLE', message }] }).message).toContain('bypass the rule');
  });

  it('says that an immutable release takes no late assets', () => {
    expect(
      explain({ status: 422, message: 'Cannot upload assets to an immutable release' }).message,
    ).toContain('Draft the release');
  });

  it('says what to do about a token that is refused', () => {
    expect(explain({ status: 401, message: 'Bad credentials' }).message).toContain('the input "token"');
  });

  it('looks at what is underneath an error of the ledger', () => {
    const cause = { errors: [{ type: 'FORBIDDEN', message: 'Resource not accessible by integration' }] };
    const ledger = new VaultMeshError('not-permitted', 'GitHub did not write.', { cause });
    expect(explain(ledger).message).toContain('permissions: contents: write');
  });

  it.each([
    [403, 'not-permitted'],
    [404, 'not-found'],
    [429, 'network'],
    [502, 'network'],
  ])('answers a bare %i with %s', (status, code) => {
    expect(explain({ status, message: 'no' }).code).toBe(code);
  });

  it('leaves what it does not know as it is', () => {
    const bug = new TypeError('x is not a function');
    expect(explainGitHubError(bug, goal)).toBe(bug);
    const known = new VaultMeshError('conflict', 'moved');
    expect(explainGitHubError(known, goal)).toBe(known);
  });
});
