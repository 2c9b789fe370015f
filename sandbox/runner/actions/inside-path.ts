import { isAbsolute, relative, resolve, sep } from 'node:path';
import { VaultMeshError } from '../../../core/common/error.ts';

/** `path` under `base`; throws `usage` when it leads outside. */
export function insidePath(base: string, path: string): string {
  const full = resolve(base, path);
  const way = relative(base, full);
  if (isAbsolute(way) || way.split(sep)[0] === '..') {
    throw new VaultMeshError('usage', `The path "${path}" is not inside the workspace.`);
  }
  return full;
}
