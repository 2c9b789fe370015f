import { VaultMeshError } from '../../../core/common/error.ts';
import { checkExpressions } from '../template/expression.ts';
import { Fields } from '../template/fields.ts';
import { parseTemplate } from '../template/parse-template.ts';
import { isTemplateList, type Template } from '../template/template.ts';
import { readStep, type StepFile } from './step-file.ts';

export interface ActionFile {
  /** Default by input name; an input without a default is empty. */
  readonly inputs: ReadonlyMap<string, Template>;
  /** Value by output name; only composite actions declare values. */
  readonly outputs: ReadonlyMap<string, Template>;
  readonly runs: CompositeRuns | NodeRuns;
}

export interface CompositeRuns {
  readonly using: 'composite';
  readonly steps: readonly StepFile[];
}

export interface NodeRuns {
  readonly using: 'node24';
  readonly main: string;
  readonly post: string | undefined;
}

/** An `action.yml`. Throws `usage` naming what this sandbox does not know. */
export async function readAction(path: string, content: string): Promise<ActionFile> {
  const template = await parseTemplate('action', path, content);
  checkExpressions(path, template);
  const keys = ['name', 'description', 'author', 'inputs', 'outputs', 'runs', 'branding'];
  const fields = new Fields(path, template, keys);
  const inputs = [...fields.map('inputs')].map(([name, input]) => {
    const known = ['description', 'required', 'default', 'deprecationMessage'];
    return [name, new Fields(`${path}: inputs.${name}`, input, known).get('default') ?? ''] as const;
  });
  const outputs = [...fields.map('outputs')].map(([name, output]) => {
    const known = ['description', 'value'];
    return [name, new Fields(`${path}: outputs.${name}`, output, known).get('value') ?? ''] as const;
  });
  return {
    inputs: new Map(inputs),
    outputs: new Map(outputs),
    runs: readRuns(path, fields.map('runs')),
  };
}

function readRuns(path: string, template: ReadonlyMap<string, Template>): CompositeRuns | NodeRuns {
  const where = `${path}: runs`;
  const using = template.get('using');
  if (typeof using !== 'string') throw new VaultMeshError('usage', `${where}.using is missing.`);
  if (using === 'composite') {
    const steps = new Fields(where, template, ['using', 'steps']).get('steps');
    if (!isTemplateList(steps)) throw new VaultMeshError('usage', `${where} has no steps.`);
    return { using, steps: steps.map((step, index) => readStep(`${where}.steps[${index}]`, step)) };
  }
  if (using === 'node24') {
    const fields = new Fields(where, template, ['using', 'main', 'post']);
    return { using, main: fields.required('main'), post: fields.text('post') };
  }
  throw new VaultMeshError(
    'usage',
    `${where}.using: "${using}" is not known to this sandbox, which runs composite and node24 actions.`,
  );
}
