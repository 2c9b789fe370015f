import type { Permissions } from '../github-sandbox.ts';

/** A permission of an installation token and its level: `contents:write`. */
export type Need = `${string}:${'read' | 'write'}`;

const LEVELS = ['read', 'write', 'admin'];

/** Whether permissions cover a need. Every installation may read metadata. */
export function grants(permissions: Permissions, need: Need): boolean {
  const [name = '', level = ''] = need.split(':');
  const granted = name === 'metadata' ? (permissions[name] ?? 'read') : permissions[name];
  return granted !== undefined && LEVELS.indexOf(granted) >= LEVELS.indexOf(level);
}
