import { asVaultMeshError, type ErrorCode } from '../../core/common/error.ts';
import type { ListedRepository } from '../../core/github/list-repositories.ts';
import { type BranchReader, readBranch } from '../../core/github/read-branch.ts';
import { fullName } from '../../core/github/repository-name.ts';
import {
  type GitHubClient,
  githubStore,
  readHead,
  repositoryOfLog,
} from '../../core/remembrancer/ledger/index.ts';
import { type DecisionTexts, readMemory, textsInStore } from '../../core/remembrancer/memory/index.ts';
import { explainRefusal } from '../github/explain-refusal.ts';
import type { AskedLedger } from './asked-ledger.ts';

/** A ledger of one of an owner's repositories, OWNER/REPO. */
export type RepositoryLedger = AskedLedger & { readonly repository: string };

/** One that could not be read. */
export interface FailedLedger {
  readonly repository: string;
  readonly reason: ErrorCode;
  readonly message: string;
}

/** An answer is one without texts too. */
const TEXTS_TIMEOUT_MS = 10_000;

/**
 * Reads the ledger of a repository on the GitHub at `host`, or says why it cannot be read; `undefined` where there is none:
 * no branch, or a fork that only carries the ledger of where it is from.
 */
export async function readRepositoryLedger(
  client: GitHubClient & BranchReader,
  { name, isFork }: ListedRepository,
  branch: string,
  host: string,
): Promise<RepositoryLedger | FailedLedger | undefined> {
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
