import { resolve } from 'node:path';
import { VaultMeshError } from '../../../core/common/error.ts';
import { isInside } from '../../../core/common/is-inside.ts';

/** `path` under `base`; throws `usage` when it leads outside. */
export function insidePath(base: string, path: string): string {
  const full = resolve(base, path);
  if (!isInside(full, resolve(base))) {
    throw new VaultMeshError('usage', `The path "${path}" is not inside the workspace.`);
  }
  return full;
}
