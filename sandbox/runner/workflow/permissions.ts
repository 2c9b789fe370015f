import { VaultMeshError } from '../../../core/common/error.ts';
import { Fields } from '../template/fields.ts';
import type { Template } from '../template/template.ts';

/** What a job's token may do, by the names of workflow files: `{ contents: 'write', 'id-token': 'write' }`. */
export type Permissions = Readonly<Record<string, 'read' | 'write'>>;

const NAMES = [
  ...['actions', 'attestations', 'checks', 'contents', 'deployments', 'discussions', 'id-token', 'issues'],
  ...['packages', 'pages', 'pull-requests', 'security-events', 'statuses'],
];

/** What a token may do when a workflow says nothing: GitHub's restricted default. */
export const DEFAULT_PERMISSIONS: Permissions = { contents: 'read', packages: 'read' };

/** A `permissions:` key; what it does not name is not permitted. `undefined` when there is no such key. */
export function readPermissions(where: string, template: Template | undefined): Permissions | undefined {
  if (template === undefined) return undefined;
  if (template === 'read-all') return all('read');
  if (template === 'write-all') return all('write');
  const fields = new Fields(where, template, NAMES);
  const permissions: Record<string, 'read' | 'write'> = {};
  for (const name of NAMES) {
    const level = fields.text(name);
    if (level === 'read' || level === 'write') permissions[name] = level;
    else if (level !== undefined && level !== 'none') {
      throw new VaultMeshError('usage', `${where}.${name} cannot be "${level}".`);
    }
  }
  return permissions;
}

/**
 * Throws `usage` when `asked` is more than `allowed`: a called workflow can only keep or lower what the job that calls
 * it has.
 */
export function checkWithin(where: string, asked: Permissions, allowed: Permissions): void {
  for (const [name, level] of Object.entries(asked)) {
    const most = allowed[name];
    if (most === 'write' || most === level) continue;
    throw new VaultMeshError(
      'usage',
      `${where} is requesting '${name}: ${level}', but is only allowed '${name}: ${most ?? 'none'}'.`,
    );
  }
}

/** What is left for a pull request from a fork: nothing to write, and no identity token. */
export function readOnly(permissions: Permissions): Permissions {
  const names = Object.keys(permissions).filter((name) => name !== 'id-token');
  return Object.fromEntries(names.map((name) => [name, 'read'] as const));
}

/** The permissions of the installation token behind `GITHUB_TOKEN`, by the names that apps use. */
export function tokenPermissions(permissions: Permissions): Permissions {
  const entries = Object.entries(permissions).filter(([name]) => name !== 'id-token');
  const renamed = entries.map(([name, level]) => [name.replaceAll('-', '_'), level] as const);
  return { metadata: 'read', ...Object.fromEntries(renamed) };
}

const all = (level: 'read' | 'write'): Permissions =>
  Object.fromEntries(
    NAMES.filter((name) => name !== 'id-token' || level === 'write').map((name) => [name, level]),
  );
