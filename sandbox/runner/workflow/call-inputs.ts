import { VaultMeshError } from '../../../core/common/error.ts';
import { evaluateValue, type Scope } from '../template/expression.ts';
import type { TemplateMap } from '../template/template.ts';
import type { CallInput } from './call-trigger.ts';

/** What stands in the `inputs` context. */
export type InputValues = Readonly<Record<string, string | boolean | number>>;

const NOTHING = { string: '', boolean: false, number: 0 } as const;

/**
 * The `inputs` of a called workflow: what is given (evaluated where it is called), its defaults (evaluated by
 * `scope` too, of which they see `github` and `vars`), or nothing of its type. Throws `usage` for a value of another type.
 */
export function callInputs(
  where: string,
  declared: ReadonlyMap<string, CallInput>,
  given: TemplateMap,
  scope: Scope,
): InputValues {
  const { github = null, vars = null } = scope.contexts;
  const own: Scope = { ...scope, contexts: { github, vars } };
  const values: Record<string, string | boolean | number> = {};
  for (const [name, { type, default: fallback }] of declared) {
    const template = given.get(name);
    const value =
      template === undefined
        ? fallback === undefined
          ? NOTHING[type]
          : evaluateValue(fallback, own)
        : evaluateValue(template, scope);
    const text = type === 'string' && value === null ? '' : type === 'string' ? String(value) : value;
    if (typeof text !== type || text === null) {
      throw new VaultMeshError(
        'usage',
        `${where}: the input ${name} is "${String(value)}", and not a ${type}.`,
      );
    }
    values[name] = text;
  }
  return values;
}
