import { VaultMeshError } from '../../../core/common/error.ts';
import { checkExpressions } from '../template/expression.ts';
import { Fields } from '../template/fields.ts';
import {
  Expression,
  isTemplateList,
  isTemplateMap,
  type Template,
  type TemplateMap,
} from '../template/template.ts';
import { readCall, type CallFile } from './call-file.ts';
import { readCallTrigger, type CallTrigger } from './call-trigger.ts';
import { readPermissions, type Permissions } from './permissions.ts';
import { readStep, type StepFile } from './step-file.ts';

export interface RunDefaults {
  readonly shell: string | undefined;
  readonly workingDirectory: Template | undefined;
}

/** A job with steps. */
export interface JobFile {
  readonly kind: 'steps';
  readonly where: string;
  readonly id: string;
  readonly name: Template;
  readonly needs: readonly string[];
  readonly condition: Template;
  readonly env: TemplateMap;
  readonly environment: Template | undefined;
  readonly permissions: Permissions | undefined;
  readonly concurrency: Template | undefined;
  readonly outputs: TemplateMap;
  readonly defaults: RunDefaults;
  readonly timeoutMinutes: Template;
  readonly continueOnError: Template;
  readonly steps: readonly StepFile[];
}

export interface WorkflowFile {
  readonly name: string;
  readonly runName: Template | undefined;
  readonly env: TemplateMap;
  readonly permissions: Permissions | undefined;
  readonly concurrency: Template | undefined;
  /** What it takes and gives when another workflow calls it; absent when none may. */
  readonly call: CallTrigger | undefined;
  readonly jobs: readonly (JobFile | CallFile)[];
}

const WORKFLOW_KEYS = [
  ...['name', 'run-name', 'on', 'env', 'defaults', 'permissions', 'concurrency', 'jobs'],
];
const JOB_KEYS = [
  ...['name', 'needs', 'if', 'runs-on', 'env', 'environment', 'permissions', 'concurrency', 'outputs'],
  ...['defaults', 'timeout-minutes', 'continue-on-error', 'steps'],
];

/** Labels of runners that this machine stands in for. */
const RUNNER_LABELS = ['ubuntu-latest', 'ubuntu-24.04', 'ubuntu-22.04'];

const GITHUB_JOB_TIMEOUT_MINUTES = 360;

/** The parts of a workflow that are run. Throws `usage` naming what this sandbox does not know. */
export function readWorkflow(path: string, template: TemplateMap): WorkflowFile {
  checkExpressions(path, template);
  const fields = new Fields(path, template, WORKFLOW_KEYS);
  const defaults = readDefaults(path, fields.get('defaults'));
  return {
    name: fields.text('name') ?? path,
    runName: fields.get('run-name'),
    env: fields.map('env'),
    permissions: readPermissions(`${path}: permissions`, fields.get('permissions')),
    concurrency: fields.get('concurrency'),
    call: readCallTrigger(path, fields.get('on')),
    jobs: [...fields.map('jobs')].map(([id, job]) => {
      const where = `${path}: jobs.${id}`;
      const isCall = isTemplateMap(job) && job.has('uses');
      return isCall ? readCall(where, id, job) : readJob(where, id, job, defaults);
    }),
  };
}

function readJob(where: string, id: string, template: Template, inherited: RunDefaults): JobFile {
  const fields = new Fields(where, template, JOB_KEYS);
  for (const label of fields.texts('runs-on')) {
    if (!RUNNER_LABELS.includes(label)) {
      throw new VaultMeshError(
        'usage',
        `${where}: the runner label "${label}" is not known to this sandbox, which has ${RUNNER_LABELS.join(', ')}.`,
      );
    }
  }
  const steps = fields.get('steps');
  if (!isTemplateList(steps)) throw new VaultMeshError('usage', `${where} has no steps.`);
  const defaults = readDefaults(where, fields.get('defaults'));
  return {
    kind: 'steps',
    where,
    id,
    name: fields.get('name') ?? id,
    needs: fields.texts('needs'),
    condition: fields.get('if') ?? new Expression('success()'),
    env: fields.map('env'),
    environment: fields.get('environment'),
    permissions: readPermissions(`${where}.permissions`, fields.get('permissions')),
    concurrency: fields.get('concurrency'),
    outputs: fields.map('outputs'),
    defaults: {
      shell: defaults.shell ?? inherited.shell,
      workingDirectory: defaults.workingDirectory ?? inherited.workingDirectory,
    },
    timeoutMinutes: fields.get('timeout-minutes') ?? GITHUB_JOB_TIMEOUT_MINUTES,
    continueOnError: fields.get('continue-on-error') ?? false,
    steps: steps.map((step, index) => readStep(`${where}.steps[${index}]`, step)),
  };
}

function readDefaults(where: string, template: Template | undefined): RunDefaults {
  const run = new Fields(`${where}.defaults`, template, ['run']).get('run');
  const fields = new Fields(`${where}.defaults.run`, run, ['shell', 'working-directory']);
  return { shell: fields.text('shell'), workingDirectory: fields.get('working-directory') };
}
