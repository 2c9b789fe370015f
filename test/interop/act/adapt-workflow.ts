import { parse, parseDocument, visit } from 'yaml';
import type { Permissions } from '../../../sandbox/github/index.ts';
import { tokenPermissions } from '../../../sandbox/runner/workflow/permissions.ts';

/** An Action that a step uses: `actions/checkout`, its ref, and the inputs that it is given. */
export interface UsedAction {
  readonly name: string;
  readonly ref: string;
  readonly inputs: readonly string[];
}

export interface AdaptedWorkflow {
  readonly text: string;
  readonly uses: readonly UsedAction[];
  /** The kinds of machine that jobs ask for: `ubuntu-24.04`. */
  readonly labels: readonly string[];
  /** What the token of some job may do; act has one token for all. */
  readonly permissions: Permissions;
  /** The steps of each job, by the id of the job: their ids, or their places where they have none. */
  readonly steps: Readonly<Record<string, readonly string[]>>;
}

interface WorkflowFile {
  readonly jobs: Readonly<Record<string, Job>>;
}

interface Job {
  readonly 'runs-on': string;
  readonly permissions?: Readonly<Record<string, 'read' | 'write'>>;
  readonly steps: readonly Step[];
}

interface Step {
  readonly id?: string;
  readonly uses?: string;
  readonly with?: Readonly<Record<string, unknown>>;
}

/**
 * A workflow as act can read it: act 0.2.89 refuses a file for the key `queue` of a concurrency group, which came
 * later to GitHub.
 */
export function adaptWorkflow(text: string): AdaptedWorkflow {
  const { jobs } = parse(text) as WorkflowFile;
  const document = parseDocument(text);
  visit(document, { Pair: (_, pair) => (String(pair.key) === 'queue' ? visit.REMOVE : undefined) });
  const all = Object.values(jobs);
  return {
    text: String(document),
    uses: all.flatMap(({ steps }) => steps.flatMap(usedAction)),
    labels: [...new Set(all.map((job) => job['runs-on']))],
    permissions: tokenPermissions(union(all.map(({ permissions }) => permissions ?? {}))),
    steps: Object.fromEntries(
      Object.entries(jobs).map(([job, { steps }]) => [
        job,
        steps.map((step, index) => step.id ?? String(index)),
      ]),
    ),
  };
}

function usedAction(step: Step): UsedAction[] {
  if (step.uses === undefined) return [];
  const [, name = '', ref = ''] = /^([^@]+)@(.+)$/.exec(step.uses) ?? [];
  return [{ name, ref, inputs: Object.keys(step.with ?? {}) }];
}

function union(given: readonly Permissions[]): Record<string, 'read' | 'write'> {
  const permissions: Record<string, 'read' | 'write'> = {};
  for (const [name, level] of given.flatMap((one) => Object.entries(one))) {
    if (permissions[name] !== 'write') permissions[name] = level === 'read' ? 'read' : 'write';
  }
  return permissions;
}
