import type { Clock } from '../../core/common/clock.ts';
import { VaultMeshError } from '../../core/common/error.ts';
import { dispatchWorkflow, type WorkflowDispatcher } from '../../core/github/dispatch-workflow.ts';
import { eventually } from '../../core/github/eventually.ts';
import type { Repository } from '../../core/github/find-repository.ts';
import { fullName } from '../../core/github/repository-name.ts';
import { ledgerRecords, type RecordReader } from '../decisions/ledger-records.ts';
import { findWorkflowRun, type WorkflowRunFinder } from '../github/find-workflow-run.ts';

export type RecordStarter = RecordReader & WorkflowDispatcher & WorkflowRunFinder;

export const RECORD_WORKFLOW = 'vaultmesh-record.yml';

export const RECORD_PATH = `.github/workflows/${RECORD_WORKFLOW}`;

/** The inputs of the record workflow, or those that are known of a record which the ledger has. */
export type RecordOrder = Readonly<Record<string, string>> & { readonly operation: string };

/**
 * Has the repository's own workflow write a record, once for its operation: an entry of the ledger stands, and so does a run that
 * began since `createdAt`. Returns what there is of it now, in Markdown; what a run writes is not awaited, for it takes minutes.
 *
 * Throws `not-found` where the repository has no such workflow.
 */
export async function startRecord(
  client: RecordStarter,
  { name, defaultBranch, url }: Repository,
  inputs: RecordOrder,
  createdAt: string,
  clock: Clock,
  pause?: (ms: number) => Promise<unknown>,
): Promise<string> {
  const { operation } = inputs;
  const entry = (await ledgerRecords(client, name, clock)).find(({ id }) => id === operation);
  if (entry) return recorded(url, operation, entry.index);
  const find = () => findWorkflowRun(client, name, RECORD_WORKFLOW, `Record ${operation}`, createdAt);
  const begun = await find();
  if (!begun && !(await dispatchWorkflow(client, name, RECORD_WORKFLOW, defaultBranch, inputs))) {
    throw new VaultMeshError(
      'not-found',
      `${fullName(name)} has no workflow ${RECORD_WORKFLOW}. \`/adopt ledger\` proposes it.`,
    );
  }
  const run = begun ?? (await eventually(find, pause)) ?? `${url}/actions/workflows/${RECORD_WORKFLOW}`;
  return (
    `\`${operation}\` is being recorded: [its run](${run}). When that is done, the same command answers with the entry, and ` +
    '`/ledger` shows it.'
  );
}

/** That an operation is on the ledger of the repository at `url`. */
export const recorded = (url: string, operation: string, index: number): string =>
  `\`${operation}\` is entry ${index} of [the ledger](${url}/tree/ledger).`;
