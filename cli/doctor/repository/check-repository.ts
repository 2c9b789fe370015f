import { VaultMeshError } from '../../../core/common/error.ts';
import { fullName } from '../../../core/github/repository-name.ts';
import { gitHubAddress, gitHubServer } from '../../github/github-address.ts';
import { repositoryAddress } from '../../repository.ts';
import type { Terminal } from '../../terminal.ts';
import { authoritiesOf } from '../../timestamp-options.ts';
import type { Finding } from '../finding.ts';
import type { AppOptions } from './check-app.ts';
import { checkAuthorities } from './check-authorities.ts';
import { look } from './look.ts';

/**
 * Looks at a repository on GitHub with the token of the environment: whether a record would be made, kept and dated. Nothing is written.
 * Throws `usage` for a repository elsewhere, or without a token.
 */
export async function checkGitHubRepository(
  text: string,
  terminal: Terminal,
  { appId, appKey }: AppOptions = {},
): Promise<Finding[]> {
  const address = gitHubAddress(repositoryAddress(text, terminal), terminal.environment);
  if (address === undefined) {
    const server = gitHubServer(terminal.environment);
    throw new VaultMeshError('usage', `"${text}" is no repository on ${server}; give OWNER/REPO.`);
  }
  const { name, apiUrl, token } = address;
  if (token === undefined) {
    throw new VaultMeshError(
      'usage',
      'To look at a repository set GH_TOKEN or GITHUB_TOKEN: GH_TOKEN=$(gh auth token).',
    );
  }
  const [{ gitHubClient }, { checkConfiguration }, { checkLedger }, { checkProvision }, { checkRulesets }] =
    await Promise.all([
      import('../../github/github-client.ts'),
      import('./check-configuration.ts'),
      import('./check-ledger.ts'),
      import('./check-provision.ts'),
      import('./check-rulesets.ts'),
    ]);
  const client = gitHubClient({ apiUrl, token });
  const app = await openApp();
  let isAdmin = false;
  const remedy = 'Check the name, and that the token may see the repository.';
  const missing = { detail: `GitHub shows no ${fullName(name)} to this token.`, remedy };
  const access = await look('access', missing, async () => {
    const { data } = await client.rest.repos.get(name);
    isAdmin = data.permissions?.admin === true;
    const role = isAdmin ? 'administer' : data.permissions?.push === true ? 'write' : 'read';
    return { check: 'access', status: 'ok', detail: `The token may ${role} ${fullName(name)}.` };
  });
  if (access.status !== 'ok') return [access];
  const [provision, rulesets, ledger, configuration, delivered, authority] = await Promise.all([
    checkProvision({ client, name, isAdmin }),
    checkRulesets({ client, name }),
    checkLedger(client, name, gitHubServer(terminal.environment)),
    checkConfiguration(client, name.owner),
    app?.(),
    checkAuthorities(authoritiesOf(terminal, undefined)),
  ]);
  return [access, ...provision, ...rulesets, ...ledger, configuration, ...(delivered ?? []), authority];

  async function openApp(): Promise<(() => Promise<Finding[]>) | undefined> {
    if (appId === undefined && appKey === undefined) return undefined;
    if (appId === undefined || appKey === undefined)
      throw new VaultMeshError('usage', 'Give both --app-id and --app-key, or neither.');
    const { appClient, checkApp } = await import('./check-app.ts');
    const asApp = await appClient({ appId, appKey }, { apiUrl, directory: terminal.directory });
    return () => checkApp(asApp, name);
  }
}
