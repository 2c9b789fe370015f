import { VaultMeshError } from '../../../core/common/error.ts';
import { Fields } from '../template/fields.ts';
import { Expression, isTemplateMap, type Template, type TemplateMap } from '../template/template.ts';

interface CommonStep {
  /** Where it stands in its file, for messages. */
  readonly where: string;
  readonly id: string | undefined;
  readonly name: Template | undefined;
  readonly condition: Template;
  readonly env: TemplateMap;
  readonly timeoutMinutes: Template | undefined;
  readonly continueOnError: Template;
}

export interface RunStep extends CommonStep {
  readonly kind: 'run';
  readonly run: Template;
  readonly shell: string | undefined;
  readonly workingDirectory: Template | undefined;
}

export interface UsesStep extends CommonStep {
  readonly kind: 'uses';
  readonly uses: string;
  readonly with: TemplateMap;
}

export type StepFile = RunStep | UsesStep;

const COMMON = ['id', 'name', 'if', 'env', 'timeout-minutes', 'continue-on-error'];
const RUN = [...COMMON, 'run', 'shell', 'working-directory'];
const USES = [...COMMON, 'uses', 'with'];

/** A step of a job or of a composite action. Throws `usage` naming a key that this sandbox does not know. */
export function readStep(where: string, template: Template): StepFile {
  const uses = isTemplateMap(template) && template.has('uses');
  const fields = new Fields(where, template, uses ? USES : RUN);
  const common: CommonStep = {
    where,
    id: fields.text('id'),
    name: fields.get('name'),
    condition: fields.get('if') ?? new Expression('success()'),
    env: fields.map('env'),
    timeoutMinutes: fields.get('timeout-minutes'),
    continueOnError: fields.get('continue-on-error') ?? false,
  };
  if (uses) return { ...common, kind: 'uses', uses: fields.required('uses'), with: fields.map('with') };
  const run = fields.get('run');
  if (run === undefined) throw new VaultMeshError('usage', `${where} has neither "run" nor "uses".`);
  return {
    ...common,
    kind: 'run',
    run,
    shell: fields.text('shell'),
    workingDirectory: fields.get('working-directory'),
  };
}
