import { VaultMeshError } from '../../../core/common/error.ts';
import { mapAtMost } from '../../../core/common/map-at-most.ts';
import { hasStatus } from '../../../core/github/status.ts';
import {
  type LedgerStore,
  type NoteSigner,
  type NoteVerifier,
  parseVerifierKey,
  readHead,
  signersOf,
} from '../../../core/remembrancer/ledger/index.ts';
// By file, not by the folder's index: the bundle must not carry the search.
import {
  type AncestorsAmong,
  type DecisionsAtCommit,
  decisionsAtCommit,
  withDecidedBy,
} from '../../../core/remembrancer/memory/decisions-at-commit.ts';
import { readMemory } from '../../../core/remembrancer/memory/read-memory.ts';
import type { RecordDescription } from '../../../core/remembrancer/release/append.ts';
import type { RestClient } from '../../common/src/release.ts';
import type { WorkflowRun } from '../../common/src/workflow-run.ts';

/** The ledger that knows the decisions, and the GitHub that knows the history. */
export interface DecisionSource {
  readonly store: LedgerStore;
  readonly signer: NoteSigner;
  readonly client: RestClient;
  readonly run: Pick<WorkflowRun, 'owner' | 'repository'>;
}

/** A token of a job has 1,000 requests an hour, and what else the job does takes some of them. */
const MOST_COMPARED = 200;
const AT_ONCE = 4;

/**
 * The description of a deployment with links to the decisions in force at its commit, or with the reason why nobody can tell
 * which they are. Other records stay as they are.
 */
export async function linkDecisions(
  record: RecordDescription,
  { store, signer, client, run }: DecisionSource,
): Promise<{ readonly record: RecordDescription; readonly untold?: string }> {
  const tip = record.source?.commit;
  if (record.kind !== 'deployment' || tip === undefined) return { record };
  const keys = signersOf(signer).map(({ verifierKey }) => parseVerifierKey(verifierKey));
  const at = await inForceAt(store, keys, ancestorsByComparison(client, run, tip));
  if (at.status === 'unknown') return { record, untold: at.reason };
  const links = withDecidedBy(record.links ?? [], at.decisions);
  return { record: links.length === 0 ? record : { ...record, links } };
}

/** An old record that is damaged is for `vaultmesh ledger fsck` to find, and keeps no new one from being written. */
async function inForceAt(
  store: LedgerStore,
  keys: readonly NoteVerifier[],
  ancestorsAmong: AncestorsAmong,
): Promise<DecisionsAtCommit> {
  try {
    const { records } = await readMemory(store, await readHead(store, keys));
    return await decisionsAtCommit(records, ancestorsAmong);
  } catch (error) {
    if (!(error instanceof VaultMeshError)) throw error;
    return { status: 'unknown', reason: error.message };
  }
}

/** GitHub compares two commits: one that is behind the other, or the same, is in its history. */
const ancestorsByComparison =
  (client: RestClient, { owner, repository: repo }: DecisionSource['run'], tip: string): AncestorsAmong =>
  async (commits) => {
    if (commits.length > MOST_COMPARED) {
      throw new VaultMeshError(
        'incomplete',
        `The ledger has decisions of ${commits.length} commits, and at most ${MOST_COMPARED} are compared; "vaultmesh record deploy" asks git instead.`,
      );
    }
    const isBeforeTip = async (commit: string): Promise<boolean | undefined> => {
      try {
        const { data } = await client.request('GET /repos/{owner}/{repo}/compare/{basehead}', {
          ...{ owner, repo, basehead: `${commit}...${tip}`, per_page: 1 },
        });
        return isAheadOrSame(data);
      } catch (error) {
        // 422 for an id that no commit has, 404 where the two have nothing in common.
        if (hasStatus(error, 404, 422)) return undefined;
        const said = error instanceof Error ? error.message : String(error);
        throw new VaultMeshError('network', `GitHub did not compare two commits: ${said}.`, { cause: error });
      }
    };
    // For a commit that is not there, or of another history, the answer is the same: so the deployed one is asked for first.
    if ((await isBeforeTip(tip)) === undefined) {
      throw new VaultMeshError('not-found', `GitHub does not have the commit ${tip} in ${owner}/${repo}.`);
    }
    const answers = await mapAtMost(AT_ONCE, commits, isBeforeTip);
    return new Set(commits.filter((_, i) => answers[i] === true));
  };

const isAheadOrSame = (data: unknown): boolean =>
  typeof data === 'object' &&
  data !== null &&
  'status' in data &&
  (data.status === 'ahead' || data.status === 'identical');
