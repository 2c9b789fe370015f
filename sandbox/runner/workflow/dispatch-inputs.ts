import { VaultMeshError } from '../../../core/common/error.ts';
import { Fields } from '../template/fields.ts';
import { isTemplateMap, type Template } from '../template/template.ts';

const KEYS = ['description', 'type', 'required', 'default', 'options'];

/**
 * The `inputs` context of a manual run: what was given, checked and typed by the declaration under
 * `on.workflow_dispatch`, with defaults filled in. Throws `usage` as GitHub's dispatch API refuses: an input that is
 * not declared, a required one that is missing, a value that its type does not allow.
 */
export function dispatchInputs(
  on: Template | undefined,
  given: Readonly<Record<string, unknown>>,
): Record<string, string | boolean | number> {
  const trigger = isTemplateMap(on) ? on.get('workflow_dispatch') : undefined;
  const declared = new Fields('on.workflow_dispatch', trigger, ['inputs']).map('inputs');
  const unexpected = Object.keys(given).filter((name) => !declared.has(name));
  if (unexpected.length > 0) {
    throw new VaultMeshError('usage', `Unexpected inputs provided: ${JSON.stringify(unexpected)}`);
  }
  const inputs: Record<string, string | boolean | number> = {};
  for (const [name, declaration] of declared) {
    const fields = new Fields(`on.workflow_dispatch.inputs.${name}`, declaration, KEYS);
    inputs[name] = inputValue(name, fields, given[name]);
  }
  return inputs;
}

function inputValue(name: string, fields: Fields, given: unknown): string | boolean | number {
  const type = fields.text('type') ?? 'string';
  const text = given === undefined || given === null ? undefined : scalarText(name, given);
  if (fields.get('required') === true && (text ?? '') === '' && fields.get('default') === undefined) {
    throw new VaultMeshError('usage', `Required input '${name}' not provided`);
  }
  const value = text ?? fields.text('default') ?? '';
  switch (type) {
    case 'string':
    case 'environment':
      return value;
    case 'boolean':
      if (value === '') return false;
      if (value === 'true' || value === 'false') return value === 'true';
      break;
    case 'number':
      if (value === '') return value;
      if (value.trim() !== '' && Number.isFinite(Number(value))) return Number(value);
      break;
    case 'choice': {
      const options = fields.texts('options');
      const chosen = value === '' ? (options[0] ?? '') : value;
      if (options.includes(chosen)) return chosen;
      break;
    }
    default:
      throw new VaultMeshError('usage', `Input '${name}': the type "${type}" is not known to this sandbox.`);
  }
  throw new VaultMeshError(
    'usage',
    `Provided value '${value}' for input '${name}' is not a ${type} it allows`,
  );
}

function scalarText(name: string, given: unknown): string {
  if (typeof given === 'string' || typeof given === 'boolean' || typeof given === 'number') {
    return String(given);
  }
  throw new VaultMeshError('usage', `Input '${name}' has to be a string, a number or a boolean.`);
}
