import { join } from 'node:path';
import { VaultMeshError } from '../../../core/common/error.ts';

/** Where a run keeps the artifact of this name. Throws `usage` for a name that GitHub refuses. */
export function artifactFolder(artifacts: string, name: string): string {
  if (name === '' || name === '.' || name === '..' || /["<>:|*?\r\n\\/]/.test(name)) {
    throw new VaultMeshError('usage', `"${name}" is not a valid artifact name.`);
  }
  return join(artifacts, name);
}
