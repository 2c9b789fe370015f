import type { Clock } from '../../core/common/clock.ts';
import { VaultMeshError } from '../../core/common/error.ts';
import { dispatchWorkflow, type WorkflowDispatcher } from '../../core/github/dispatch-workflow.ts';
import { eventually } from '../../core/github/eventually.ts';
import type { Repository } from '../../core/github/find-repository.ts';
import { fullName } from '../../core/github/repository-name.ts';
import { codeSpan } from '../code-span.ts';
import { recordedAs, recordedSoFar, type RecordReader } from '../decisions/ledger-records.ts';
import { findWorkflowRun } from '../github/find-workflow-run.ts';
import type { RunLister } from '../github/newest-runs.ts';

export type RecordStarter = RecordReader & WorkflowDispatcher & RunLister;

export const RECORD_WORKFLOW = 'vaultmesh-record.yml';

export const RECORD_PATH = `.github/workflows/${RECORD_WORKFLOW}`;

/** The inputs of the record workflow, or those that are known of a record which the ledger has. */
export type RecordOrder = Readonly<Record<string, string>> & { readonly operation: string };

/** What there is of a record: its entry on the ledger, or the page of the run that writes it. */
export type BegunRecord = { readonly entry: number } | { readonly run: string };

/**
 * Has the repository's own workflow write a record, once for its operation: an entry of the ledger stands, and so does a run that
 * began since `createdAt`. What a run writes is not awaited, for it takes minutes.
 *
 * Throws `not-found` where the repository has no such workflow.
 */
export async function beginRecord(
  client: RecordStarter,
  repository: Repository,
  inputs: RecordOrder,
  createdAt: string,
  clock: Clock,
  pause?: (ms: number) => Promise<unknown>,
): Promise<BegunRecord> {
  const entry = await recordedSoFar(() => recordedAs(client, repository.name, inputs.operation, clock));
  if (entry) return { entry: entry.index };
  return { run: await beginRun(client, repository, inputs, { since: createdAt }, pause) };
}

/**
 * Starts the record workflow, once: a run for the operation that began since `since` stands, unless it is `except`. Returns the page
 * of the run. Throws `not-found` where the repository has no such workflow, and `policy` for one that takes no such inputs.
 */
export async function beginRun(
  client: WorkflowDispatcher & RunLister,
  { name, defaultBranch, url }: Repository,
  inputs: RecordOrder,
  { since, except }: { readonly since: string; readonly except?: string },
  pause?: (ms: number) => Promise<unknown>,
): Promise<string> {
  const find = async (): Promise<string | undefined> => {
    const title = `Record ${inputs.operation}`;
    const sought = { workflow: RECORD_WORKFLOW, branch: defaultBranch, title, since };
    const newest = await findWorkflowRun(client, name, sought);
    return newest === except ? undefined : newest;
  };
  const begun = await find();
  if (!begun && !(await dispatchWorkflow(client, name, RECORD_WORKFLOW, defaultBranch, inputs))) {
    throw new VaultMeshError(
      'not-found',
      `${fullName(name)} has no workflow ${RECORD_WORKFLOW}. \`/adopt ledger\` proposes it.`,
    );
  }
  return begun ?? (await eventually(find, pause)) ?? `${url}/actions/workflows/${RECORD_WORKFLOW}`;
}

/** `beginRecord`, and in Markdown what there is of the record now. */
export async function startRecord(...order: Parameters<typeof beginRecord>): Promise<string> {
  const [, { url }, { operation }] = order;
  const begun = await beginRecord(...order);
  if ('entry' in begun) return recorded(url, operation, begun.entry);
  return (
    `${operationSpan(operation)} is being recorded: [its run](${begun.run}). When that is done, the same command answers with the entry, and ` +
    '`/ledger` shows it.'
  );
}

/** That an operation is on the ledger of the repository at `url`. */
export const recorded = (url: string, operation: string, index: number): string =>
  `${operationSpan(operation)} is entry ${index} of [the ledger](${url}/tree/ledger).`;

/** An id of 200 characters at most, which may hold what a person wrote or named a tag. */
const operationSpan = (operation: string): string => codeSpan(operation, 200);
