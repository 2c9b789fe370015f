import { VaultMeshError } from '../../../core/common/error.ts';
import type { WorkflowRun } from './workflow-run.ts';

/** The kinds of record that a workflow makes, the default first. */
export const RECORD_KINDS = ['release', 'deployment', 'decision', 'incident', 'discovery'] as const;

export type RecordKind = (typeof RECORD_KINDS)[number];

/** What the three steps of one record are told alike. */
export interface OperationInputs {
  readonly kind: RecordKind;
  /** Empty for the default. */
  readonly operation: string;
}

/** The operation id: the one given, or `release:<tag>` for a release that was started by its tag. Throws `usage`. */
export function operationOf(
  { kind, operation }: OperationInputs,
  run: Pick<WorkflowRun, 'tag' | 'ref'>,
): string {
  if (operation !== '') return operation;
  if (kind === 'release' && run.tag !== undefined) return `release:${run.tag}`;
  const needs = 'the input "operation", an id that a re-run repeats';
  throw new VaultMeshError(
    'usage',
    kind === 'release'
      ? `A release is recorded for its tag, and this run is for ${run.ref}. Start the workflow by pushing the tag, or ` +
          `give ${needs}, such as release:v1.4.0.`
      : `For the kind ${kind} give ${needs}, such as ${kind}:production:1.4.0:<run id>.`,
  );
}

/** The tag of an operation `release:<tag>`. */
export const tagOfOperation = (operation: string): string | undefined =>
  /^release:(.+)$/.exec(operation)?.[1];
