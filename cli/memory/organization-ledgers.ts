import { asVaultMeshError, type ErrorCode, VaultMeshError } from '../../core/common/error.ts';
import { mapAtMost } from '../../core/common/map-at-most.ts';
import { type ListedRepository, listRepositories } from '../../core/github/list-repositories.ts';
import { readBranch } from '../../core/github/read-branch.ts';
import { fullName } from '../../core/github/repository-name.ts';
import { githubStore, readHead, repositoryOfLog } from '../../core/remembrancer/ledger/index.ts';
import { type DecisionTexts, readMemory, textsInStore } from '../../core/remembrancer/memory/index.ts';
import { explainRefusal } from '../github/explain-refusal.ts';
import { gitHubApi, gitHubServer } from '../github/github-address.ts';
import type { gitHubClient } from '../github/github-client.ts';
import type { Terminal } from '../terminal.ts';
import type { AskedLedger } from './asked-ledger.ts';

/** A ledger that could not be read. */
export interface FailedLedger {
  /** OWNER/REPO. */
  readonly repository: string;
  readonly reason: ErrorCode;
  readonly message: string;
}

export interface OrganizationLedgers {
  readonly ledgers: readonly (AskedLedger & { readonly repository: string })[];
  readonly failed: readonly FailedLedger[];
}

/** GitHub counts requests at once, and answers too many of them with a refusal. */
const AT_ONCE = 8;
/** An answer is one without texts too. */
const TEXTS_TIMEOUT_MS = 10_000;

/**
 * Reads the ledgers of an owner's repositories by GitHub's API, as far as the token in GH_TOKEN or GITHUB_TOKEN may. A
 * repository without the branch has none; a fork that only carries the ledger of where it is from is left out. One that fails is
 * told with the reason, and the others are read all the same.
 *
 * Throws `usage` without a token and for what is no name, and `not-found` for an owner that GitHub does not show.
 */
export async function organizationLedgers(
  terminal: Terminal,
  owner: string,
  branch: string,
): Promise<OrganizationLedgers> {
  if (!/^[A-Za-z0-9_-]+$/u.test(owner)) {
    throw new VaultMeshError('usage', `--org takes the name of an owner on GitHub, not "${owner}".`);
  }
  const { apiUrl, token } = gitHubApi(terminal.environment);
  if (token === undefined) {
    throw new VaultMeshError('usage', '--org asks the API of GitHub: set GH_TOKEN or GITHUB_TOKEN.');
  }
  const { gitHubClient } = await import('../github/github-client.ts');
  const client = gitHubClient({ apiUrl, token });
  const repositories = await listRepositories(client, owner).catch((error: unknown) => {
    throw explainRefusal(error);
  });
  if (repositories === undefined) {
    throw new VaultMeshError('not-found', `GitHub shows no ${owner} to this token; check the name.`);
  }
  const { host } = new URL(gitHubServer(terminal.environment));
  const read = await mapAtMost(AT_ONCE, repositories, (repository) =>
    readLedger(client, repository, branch, host),
  );
  return {
    ledgers: read.flatMap((each) => (each !== undefined && 'memory' in each ? [each] : [])),
    failed: read.flatMap((each) => (each !== undefined && 'reason' in each ? [each] : [])),
  };
}

async function readLedger(
  client: ReturnType<typeof gitHubClient>,
  { name, isFork }: ListedRepository,
  branch: string,
  host: string,
): Promise<(AskedLedger & { readonly repository: string }) | FailedLedger | undefined> {
  const repository = fullName(name);
  try {
    if ((await readBranch(client, name, branch)) === undefined) return undefined;
    const store = githubStore(client, name, branch);
    const head = await readHead(store);
    const isOwn = repositoryOfLog(head.checkpoint.origin) === `${host}/${repository}`;
    if (isFork && !isOwn) return undefined;
    const texts: DecisionTexts = {
      read: (files) => textsInStore(store, AbortSignal.timeout(TEXTS_TIMEOUT_MS)).read(files),
    };
    return { repository, memory: await readMemory(store, head), texts };
  } catch (error) {
    const { code, message } = asVaultMeshError(explainRefusal(error));
    return { repository, reason: code, message };
  }
}
