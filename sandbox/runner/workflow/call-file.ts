import { VaultMeshError } from '../../../core/common/error.ts';
import { Fields } from '../template/fields.ts';
import { Expression, expressionsOf, type Template, type TemplateMap } from '../template/template.ts';
import { readPermissions, type Permissions } from './permissions.ts';

/** A job that is another workflow. */
export interface CallFile {
  readonly kind: 'call';
  readonly where: string;
  readonly id: string;
  readonly name: Template;
  readonly needs: readonly string[];
  readonly condition: Template;
  readonly permissions: Permissions | undefined;
  readonly concurrency: Template | undefined;
  /** `./.github/workflows/x.yml` or `owner/repo/.github/workflows/x.yml@ref`. */
  readonly uses: string;
  readonly with: TemplateMap;
  readonly secrets: 'inherit' | TemplateMap;
}

const KEYS = ['name', 'needs', 'if', 'permissions', 'concurrency', 'uses', 'with', 'secrets'];

/** A job with `uses`. Throws `usage` naming what this sandbox does not know. */
export function readCall(where: string, id: string, template: Template): CallFile {
  const fields = new Fields(where, template, KEYS);
  const secrets = fields.get('secrets') === 'inherit' ? 'inherit' : fields.map('secrets');
  if (secrets !== 'inherit') refuseToken(`${where}.secrets`, secrets);
  return {
    kind: 'call',
    where,
    id,
    name: fields.get('name') ?? id,
    needs: fields.texts('needs'),
    condition: fields.get('if') ?? new Expression('success()'),
    permissions: readPermissions(`${where}.permissions`, fields.get('permissions')),
    concurrency: fields.get('concurrency'),
    uses: fields.required('uses'),
    with: fields.map('with'),
    secrets,
  };
}

/** A job that calls has no token of its own here; those of the called workflow have theirs. */
function refuseToken(where: string, secrets: TemplateMap): void {
  for (const { text } of expressionsOf(secrets)) {
    if (/github\s*\.\s*token|secrets\s*\.\s*GITHUB_TOKEN/i.test(text)) {
      throw new VaultMeshError('usage', `${where}: "${text}" is not known to this sandbox.`);
    }
  }
}
