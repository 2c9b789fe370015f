import { fromUtf8 } from '../../core/common/bytes.ts';
import { VaultMeshError } from '../../core/common/error.ts';
import {
  emptyLedger,
  generateLogKey,
  type GitHubClient,
  githubStore,
  type LedgerStore,
  parseSignerKey,
} from '../../core/remembrancer/ledger/index.ts';
import { ensureEnvironment, type EnvironmentKeeper } from '../github/ensure-environment.ts';
import { ensureRuleset, type RulesetKeeper } from '../github/ensure-ruleset.ts';
import {
  hasEnvironmentSecret,
  putEnvironmentSecret,
  type SecretKeeper,
} from '../github/environment-secret.ts';
import { findOrMake } from '../github/find-or-make.ts';
import type { Repository } from '../github/find-repository.ts';
import { fullName, type RepositoryName } from '../github/repository-name.ts';
import { LEDGER, LOG_KEY } from './ledger-names.ts';

export type LedgerProvisioner = EnvironmentKeeper & GitHubClient & RulesetKeeper & SecretKeeper;

const VERIFIER_KEY = 'vkey';

export interface LedgerOrder {
  readonly origin: string;
  /** The app's own verifier key, for the policy that the new ledger suggests. */
  readonly witnessKey: string;
}

/**
 * Gives a repository its ledger: the environment with the log key in it, the branch, and the ruleset that keeps
 * the branch from being rewritten. Each step looks before it acts; the key is made once and is nowhere but in the
 * secret. True when the branch was made now. The caller holds the repository's turn.
 *
 * Throws `incomplete` when there is a ledger but no key to write it with.
 */
export async function provisionLedger(
  client: LedgerProvisioner,
  repository: Repository,
  order: LedgerOrder,
): Promise<boolean> {
  await ensureEnvironment(client, repository.name, LEDGER, [
    { name: repository.defaultBranch, type: 'branch' },
    { name: 'v*', type: 'tag' },
  ]);
  const made = await ensureBranch(client, repository.name, order);
  await ensureRuleset(client, repository.name, 'VaultMesh: the ledger only grows', LEDGER);
  return made;
}

async function ensureBranch(
  client: LedgerProvisioner,
  repository: RepositoryName,
  order: LedgerOrder,
): Promise<boolean> {
  const store = githubStore(client, repository, LEDGER);
  const { signerKey, verifierKey } = generateLogKey(order.origin);
  const { thing, made } = await findOrMake(
    () => readVerifierKey(store),
    async () => {
      // The key comes before the branch: one without a branch is replaced, a branch without its key is lost.
      await putEnvironmentSecret(client, repository, LOG_KEY, signerKey);
      const additions = emptyLedger(parseSignerKey(signerKey), { witnesses: [order.witnessKey] });
      const commit = await store.commit(undefined, {
        message: 'chore(ledger): begin',
        additions,
        deletions: [],
      });
      if (commit === undefined) throw notOurs(repository);
      return verifierKey;
    },
  );
  if (made && thing !== verifierKey) throw notOurs(repository);
  if (!made && !(await hasEnvironmentSecret(client, repository, LOG_KEY))) throw lostKey(repository);
  return made;
}

async function readVerifierKey(store: LedgerStore): Promise<string | undefined> {
  const { files } = await store.read([VERIFIER_KEY]);
  const bytes = files.get(VERIFIER_KEY);
  return bytes && fromUtf8(bytes).trim();
}

function lostKey(repository: RepositoryName): VaultMeshError {
  const name = fullName(repository);
  return new VaultMeshError(
    'incomplete',
    `${name} has a branch "${LEDGER}", but its environment "${LOG_KEY.environment}" has no secret ${LOG_KEY.secret}. ` +
      `Store the key that belongs to the file "vkey" of the branch there again ` +
      `(gh secret set ${LOG_KEY.secret} --env ${LOG_KEY.environment} --repo ${name}); a new key cannot continue this ledger.`,
  );
}

function notOurs(repository: RepositoryName): VaultMeshError {
  return new VaultMeshError(
    'incomplete',
    `${fullName(repository)} has a branch "${LEDGER}" that somebody else made, perhaps at this moment. ` +
      'If nothing is on it, delete it, and deliver the webhook again.',
  );
}
