import { fromUtf8 } from '../../common/bytes.ts';
import { VaultMeshError } from '../../common/error.ts';
import { ensureEnvironment, type EnvironmentKeeper } from '../../github/ensure-environment.ts';
import {
  hasEnvironmentSecret,
  putEnvironmentSecret,
  type SecretKeeper,
} from '../../github/environment-secret.ts';
import { findOrMake, type FoundOrMade } from '../../github/find-or-make.ts';
import type { Repository } from '../../github/find-repository.ts';
import { fullName, type RepositoryName } from '../../github/repository-name.ts';
import {
  emptyLedger,
  FILES,
  generateLogKey,
  type GitHubClient,
  githubStore,
  type LedgerStore,
  parseSignerKey,
} from '../ledger/index.ts';
import { LEDGER, LOG_KEY } from './ledger-names.ts';
import { VERSION_TAGS } from './protect-version-tags.ts';

export type LedgerProvisioner = EnvironmentKeeper & GitHubClient & SecretKeeper;

export interface LedgerOrder {
  readonly origin: string;
  /** Verifier keys of witnesses, for the policy that the new ledger suggests. */
  readonly witnesses: readonly string[];
  /** Whether runs at version tags may use the key too. Then `protectVersionTags` belongs after it. */
  readonly forTags: boolean;
}

/** A ledger with its key in the environment, and what of it was made now. */
export interface ProvisionedLedger {
  readonly verifierKey: string;
  readonly made: { readonly environment: boolean; readonly branch: boolean };
}

/**
 * Gives a repository its ledger: the environment with the log key in it, and the branch. Each step looks before it
 * acts; the key is made once and is nowhere but in the secret. `protectLedger` belongs after it.
 *
 * The branch is the lock: of two callers at one moment one gets it. The other throws `incomplete`, and may have stored
 * its own key last, which is why callers take turns. Throws `incomplete` also when there is a ledger
 * but no key to write it with.
 */
export async function provisionLedger(
  client: LedgerProvisioner,
  { name, defaultBranch }: Repository,
  order: LedgerOrder,
): Promise<ProvisionedLedger> {
  const environment = await ensureEnvironment(client, name, LOG_KEY.environment, [
    { name: defaultBranch, type: 'branch' },
    ...(order.forTags ? [VERSION_TAGS] : []),
  ]);
  const { thing: verifierKey, made: branch } = await ensureBranch(client, name, order);
  return { verifierKey, made: { environment, branch } };
}

async function ensureBranch(
  client: LedgerProvisioner,
  repository: RepositoryName,
  { origin, witnesses }: Pick<LedgerOrder, 'origin' | 'witnesses'>,
): Promise<FoundOrMade<string>> {
  const store = githubStore(client, repository, LEDGER);
  const { signerKey, verifierKey } = generateLogKey(origin);
  const result = await findOrMake(
    () => readVerifierKey(store),
    async () => {
      const additions = emptyLedger(parseSignerKey(signerKey), { witnesses });
      // The key comes before the branch: one without a branch is replaced, a branch without its key is lost.
      await putEnvironmentSecret(client, repository, LOG_KEY, signerKey);
      const commit = await store.commit(undefined, {
        message: `ledger: begin ${origin}`,
        additions,
        deletions: [],
      });
      if (commit === undefined) throw notOurs(repository);
      return verifierKey;
    },
  );
  if (result.made && result.thing !== verifierKey) throw notOurs(repository);
  if (!result.made && !(await hasEnvironmentSecret(client, repository, LOG_KEY))) throw lostKey(repository);
  return result;
}

async function readVerifierKey(store: LedgerStore): Promise<string | undefined> {
  const { files } = await store.read([FILES.verifierKey]);
  const bytes = files.get(FILES.verifierKey);
  return bytes && fromUtf8(bytes).trim();
}

function lostKey(repository: RepositoryName): VaultMeshError {
  const name = fullName(repository);
  return new VaultMeshError(
    'incomplete',
    `${name} has a branch "${LEDGER}", but its environment "${LOG_KEY.environment}" has no secret ${LOG_KEY.secret}. ` +
      `Store the key that belongs to the file "${FILES.verifierKey}" of the branch there again ` +
      `(gh secret set ${LOG_KEY.secret} --env ${LOG_KEY.environment} --repo ${name}); a new key cannot continue this ledger.`,
  );
}

function notOurs(repository: RepositoryName): VaultMeshError {
  return new VaultMeshError(
    'incomplete',
    `${fullName(repository)} has a branch "${LEDGER}" that somebody else made, perhaps at this moment, and the secret ` +
      `${LOG_KEY.secret} may be of another key. If nothing is on the branch, delete it and try again.`,
  );
}
