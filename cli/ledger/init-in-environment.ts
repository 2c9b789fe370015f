import { VaultMeshError } from '../../core/common/error.ts';
import { succeeded } from '../../core/common/outcome.ts';
import { findRepository } from '../../core/github/find-repository.ts';
import { fullName } from '../../core/github/repository-name.ts';
import {
  LEDGER,
  ledgerOrigin,
  LOG_KEY,
  protectVersionTags,
  type ProvisionedLedger,
  provisionLedger,
} from '../../core/remembrancer/provision/index.ts';
import { explainRefusal } from '../github/explain-refusal.ts';
import { type GitHubAddress, gitHubAddress, gitHubServer } from '../github/github-address.ts';
import type { RepositoryAddress } from '../repository.ts';
import type { CommandReport } from '../run-command.ts';
import type { Terminal } from '../terminal.ts';
import type { InitOptions } from './init-ledger.ts';
import { keepFromRewrites, type Protection } from './keep-from-rewrites.ts';

/**
 * Makes a repository's ledger by GitHub's API: the environment, the key sealed into its secret, the branch, the ruleset.
 * The key exists in this process and in the secret only. Each step looks before it acts.
 */
export async function initInEnvironment(
  terminal: Terminal,
  address: RepositoryAddress,
  options: InitOptions,
): Promise<CommandReport> {
  refuseOtherBranch(options);
  const { name, apiUrl, token } = withToken(address, terminal);
  const origin = options.name ?? ledgerOrigin(gitHubServer(terminal.environment), name);
  const { gitHubClient } = await import('../github/github-client.ts');
  const client = gitHubClient({ apiUrl, token });
  let ledger: ProvisionedLedger;
  let tags = false;
  try {
    const repository = await findRepository(client, name);
    if (repository === undefined) throw notVisible(fullName(name));
    // Before there is a key that runs at these tags may use.
    if (options.ruleset) tags = await protectVersionTags(client, name);
    ledger = await provisionLedger(client, repository, { origin, witnesses: options.witness, forTags: true });
  } catch (error) {
    throw explainRefusal(error);
  }
  const protection = await keepFromRewrites(terminal, address, options);
  return report(origin, ledger, withTags(protection, options.ruleset, tags));
}

/** What is told of the rulesets, with that for version tags. */
function withTags(protection: Protection, isOn: boolean, made: boolean): Protection {
  const { line = '' } = protection;
  if (!isOn) return { line: `${line}, and take the key by a tag v*` };
  const tags = 'tags v* are for maintainers and administrators';
  return { ruleset: made ? 'made' : (protection.ruleset ?? 'there'), line: `${line}; ${tags}` };
}

function refuseOtherBranch({ branch }: InitOptions): void {
  if (branch === LEDGER) return;
  throw new VaultMeshError(
    'usage',
    `The environment's secret is the key of the branch "${LEDGER}"; leave out --branch, or give --log-key FILE.`,
  );
}

function withToken(
  address: RepositoryAddress,
  { environment }: Terminal,
): GitHubAddress & { readonly token: string } {
  const github = gitHubAddress(address, environment);
  if (github === undefined) {
    throw new VaultMeshError(
      'usage',
      `${address.url} is not on ${gitHubServer(environment)}, so it has no environment to put the key into. ` +
        'Name another GitHub by GITHUB_SERVER_URL, or give --log-key FILE.',
    );
  }
  const { token } = github;
  if (token !== undefined) return { ...github, token };
  throw new VaultMeshError(
    'usage',
    'It takes a token of an administrator of the repository: set GH_TOKEN, such as GH_TOKEN=$(gh auth token).',
  );
}

const notVisible = (repository: string): VaultMeshError =>
  new VaultMeshError(
    'not-found',
    `There is no ${repository} that the token may see; check its name, and what the token in GH_TOKEN or GITHUB_TOKEN may see.`,
  );

function report(
  origin: string,
  { verifierKey, made }: ProvisionedLedger,
  { ruleset, line }: Protection,
): CommandReport {
  const lines = [
    `verifier key  ${verifierKey}`,
    `environment   ${LOG_KEY.environment}: ${made.environment ? 'made, for the default branch and tags v*' : 'was there'}`,
    `log key       secret ${LOG_KEY.secret} of that environment: ${made.branch ? 'made' : 'was there'}`,
    `branch        ${LEDGER}: ${made.branch ? 'made' : 'was there'}`,
    ...(line === undefined ? [] : [line]),
  ];
  const result = { origin, verifierKey, made, ...(ruleset !== undefined && { ruleset }) };
  if (made.branch) return { outcome: succeeded(`The ledger ${origin} is there, and empty.`, result), lines };
  const isNew = made.environment || ruleset === 'made';
  return {
    outcome: succeeded(`The ledger ${origin} was there.`, result, isNew ? 'done' : 'already-done'),
    lines,
  };
}
