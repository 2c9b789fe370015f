import type { Clock } from '../../core/common/clock.ts';
import { VaultMeshError } from '../../core/common/error.ts';
import type { Repository } from '../../core/github/find-repository.ts';
import { type ChangeFinder, newestChange } from '../../core/github/newest-change.ts';
import type { FolderReader } from '../../core/github/read-folder.ts';
import { fullName } from '../../core/github/repository-name.ts';
import { decisionOperation, recordOfDecision } from '../../core/remembrancer/decisions/index.ts';
import { decisionFolder } from '../decisions/decision-folder.ts';
import { decisionMeant } from '../decisions/decision-meant.ts';
import { knownDecisions } from '../decisions/known-decisions.ts';
import type { RecordReader } from '../decisions/ledger-records.ts';
import { slugOfPath } from '../decisions/parse-decision.ts';
import { recordInputs } from '../decisions/record-inputs.ts';
import { type CommitFinder, commitOf } from '../github/commit-of.ts';
import type { RecordOrder } from './start-record.ts';

/**
 * How the decision that `reference` means is recorded as its file on the default branch says it, as `vaultmesh record decision`
 * does; the operation is that of its record, if the ledger has one with this status.
 *
 * Throws `policy` for one that nobody has decided upon yet, and what `decisionMeant` throws.
 */
export async function decisionToRecord(
  client: ChangeFinder & CommitFinder & FolderReader & RecordReader,
  { name, defaultBranch }: Repository,
  reference: string,
  clock: Clock,
): Promise<RecordOrder> {
  const head = await commitOf(client, name, `heads/${defaultBranch}`);
  const folder = await decisionFolder(client, name);
  const { files, reads } = await knownDecisions(client, name, folder, head, clock);
  const { path, record } = decisionMeant(reads, reference);
  const known = recordOfDecision(path, files.find((file) => file.path === path)?.text ?? '');
  const commit = await newestChange(client, name, path);
  if (known === undefined || commit === undefined) {
    throw new VaultMeshError(
      'policy',
      `${path} of ${fullName(name)} says no status that is known: give its front matter one, such as "status: proposed".`,
    );
  }
  const { slug, status, context, links } = known;
  if (record?.status === status) return { operation: record.id };
  if (status === 'draft' || status === 'proposed') {
    throw new VaultMeshError(
      'policy',
      `${path} says that it is ${status}. Accept it first: \`/adr accept ${slug}\`.`,
    );
  }
  if (slugOfPath(path) === undefined) {
    throw new VaultMeshError(
      'policy',
      `${path} cannot be recorded: rename it and its folders, with ASCII letters, digits, dots, hyphens and underscores only.`,
    );
  }
  const inputs = recordInputs({
    operation: decisionOperation(path, commit),
    component: slug,
    commit,
    file: path,
    isSigned: true,
    context,
    links: [
      { rel: 'status', target: status },
      ...(record === undefined ? [] : [{ rel: 'revises', target: slug }]),
      ...links,
    ],
    people: [],
  });
  return { operation: decisionOperation(path, commit), ...inputs };
}
