import { VaultMeshError } from '../../../core/common/error.ts';
import { Fields } from '../template/fields.ts';
import { isTemplateList, isTemplateMap, type Template, type TemplateMap } from '../template/template.ts';
import type { CallFile } from './call-file.ts';

export interface CallInput {
  readonly type: 'string' | 'boolean' | 'number';
  readonly required: boolean;
  readonly default: Template | undefined;
}

/** `on.workflow_call`: what a workflow takes and gives when another calls it. */
export interface CallTrigger {
  readonly inputs: ReadonlyMap<string, CallInput>;
  /** By name, whether it has to be given. */
  readonly secrets: ReadonlyMap<string, boolean>;
  /** Value by name. */
  readonly outputs: TemplateMap;
}

/** `undefined` when the workflow cannot be called. Throws `usage` naming what this sandbox does not know. */
export function readCallTrigger(path: string, on: Template | undefined): CallTrigger | undefined {
  const isListed = on === 'workflow_call' || (isTemplateList(on) && on.includes('workflow_call'));
  if (!isListed && !(isTemplateMap(on) && on.has('workflow_call'))) return undefined;
  const where = `${path}: on.workflow_call`;
  const fields = new Fields(where, isTemplateMap(on) ? on.get('workflow_call') : null, [
    ...['inputs', 'secrets', 'outputs'],
  ]);
  const each = <Value>(key: string, known: readonly string[], read: (fields: Fields) => Value) =>
    new Map(
      [...fields.map(key)].map(([name, value]) => [
        name,
        read(new Fields(`${where}.${key}.${name}`, value, known)),
      ]),
    );
  return {
    inputs: each('inputs', ['description', 'type', 'required', 'default'], readInput),
    secrets: each('secrets', ['description', 'required'], (secret) => secret.get('required') === true),
    outputs: each('outputs', ['description', 'value'], (output) => output.get('value') ?? ''),
  };
}

function readInput(fields: Fields): CallInput {
  const type = fields.required('type');
  if (type !== 'string' && type !== 'boolean' && type !== 'number') {
    throw new VaultMeshError('usage', `${fields.where}.type cannot be "${type}".`);
  }
  return { type, required: fields.get('required') === true, default: fields.get('default') };
}

/** Throws `usage`, in GitHub's words, when a job gives what the called workflow does not take, or not what it needs. */
export function checkCall({ where, with: given, secrets }: CallFile, trigger: CallTrigger): void {
  const refuse = (message: string): never => {
    throw new VaultMeshError('usage', `${where}: ${message}`);
  };
  for (const name of given.keys()) {
    if (!trigger.inputs.has(name)) {
      refuse(`Invalid input, ${name} is not defined in the referenced workflow.`);
    }
  }
  for (const [name, { required, default: value }] of trigger.inputs) {
    if (required && value === undefined && !given.has(name)) {
      refuse(`Input ${name} is required, but not provided while calling.`);
    }
  }
  if (secrets === 'inherit') return;
  for (const name of secrets.keys()) {
    if (!trigger.secrets.has(name)) {
      refuse(`Invalid secret, ${name} is not defined in the referenced workflow.`);
    }
  }
  for (const [name, required] of trigger.secrets) {
    if (required && !secrets.has(name)) {
      refuse(`Secret ${name} is required, but not provided while calling.`);
    }
  }
}
