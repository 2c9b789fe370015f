import { readFile } from 'node:fs/promises';

import { VaultMeshError } from '../../../core/common/error.ts';
import { findFiles } from '../../common/src/find-files.ts';

/** The text of the one file of the workspace that the input `input` names. Throws `usage`, and as `findFiles` does. */
export async function readInWorkspace(workspace: string, path: string, input: string): Promise<string> {
  const [found = '', ...more] = await findFiles(workspace, [path], input);
  if (more.length > 0) {
    throw new VaultMeshError('usage', `The input "${input}" names more than one file: ${path}.`);
  }
  return readFile(found, 'utf8');
}
