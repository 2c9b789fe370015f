import { randomBytes } from 'node:crypto';

import { VaultMeshError } from '../../../core/common/error.ts';
import { parseLinks, parsePeople, sealPeople } from '../../../core/remembrancer/receipt/index.ts';
import type { RecordDescription } from '../../../core/remembrancer/release/index.ts';
import { tagOfOperation, type RecordKind } from '../../common/src/operation.ts';
import type { WorkflowRun } from '../../common/src/workflow-run.ts';

/** What the workflow says about a record; texts are empty when it does not. */
export interface RecordInputs {
  readonly kind: RecordKind;
  readonly component: string;
  readonly version: string;
  readonly commit: string;
  readonly context: Readonly<Record<'what' | 'why' | 'how' | 'value', string>>;
  /** As `parseLinks` and `parsePeople` read them. */
  readonly links: string;
  readonly people: string;
}

const SALT_BYTES = 16;

/** The tag that a record is about: that of the run or, in a run for a branch, of the operation `release:<tag>`. */
export function tagOf(operation: string, run: Pick<WorkflowRun, 'tag'>): string | undefined {
  return run.tag ?? tagOfOperation(operation);
}

/** The record as its receipt will describe it. Throws `usage` when there is no version, and for links and people that are none. */
export function describeRecord(inputs: RecordInputs, operation: string, run: WorkflowRun): RecordDescription {
  const tag = tagOf(operation, run);
  const version = inputs.version || tag?.replace(/^v(?=\d)/, '');
  if (version === undefined) {
    throw new VaultMeshError('usage', `The record of ${operation} has no version; give the input "version".`);
  }
  const repository = `${run.serverUrl}/${run.owner}/${run.repository}`;
  const links = parseLinks(inputs.links);
  const people = parsePeople(inputs.people);
  const context = Object.fromEntries(Object.entries(inputs.context).filter(([, text]) => text !== ''));
  return {
    id: operation,
    kind: inputs.kind,
    component: inputs.component || run.repository,
    version,
    source: {
      repository,
      commit: inputs.commit || run.commit,
      ref: tag === undefined ? run.ref : `refs/tags/${tag}`,
      run: `${repository}/actions/runs/${run.runId}/attempts/${run.attempt}`,
    },
    ...(Object.keys(context).length > 0 && { context }),
    ...(links.length > 0 && { links }),
    ...(people.length > 0 && { people: sealPeople(people, randomBytes(SALT_BYTES)) }),
  };
}
