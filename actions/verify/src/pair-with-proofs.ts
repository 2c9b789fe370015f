import { stat } from 'node:fs/promises';
import { basename, relative } from 'node:path';

import { VaultMeshError } from '../../../core/common/error.ts';
import { findFiles } from '../../common/src/find-files.ts';

/**
 * Each file with its proof: the one named as the file with `.vmproof` after it, among those that `patterns` name or,
 * without patterns, beside the file. Throws `not-found` for a file that has none, `usage` when two would do.
 */
export async function pairWithProofs(
  workspace: string,
  files: readonly string[],
  patterns: readonly string[],
): Promise<[file: string, proof: string][]> {
  const given = patterns.length === 0 ? undefined : await findFiles(workspace, patterns, 'proofs');
  const pairs: [string, string][] = [];
  for (const file of files) {
    const beside = `${file}.vmproof`;
    const candidates =
      given?.filter((proof) => basename(proof) === basename(beside)) ??
      ((await isFile(beside)) ? [beside] : []);
    const [proof] = candidates;
    const name = relative(workspace, file);
    if (proof === undefined) {
      throw new VaultMeshError(
        'not-found',
        `There is no ${basename(beside)} for ${name}; download it with the file, or name it in the input "proofs".`,
      );
    }
    if (candidates.length > 1) {
      throw new VaultMeshError('usage', `More than one proof is named ${basename(beside)}, for ${name}.`);
    }
    pairs.push([file, proof]);
  }
  return pairs;
}

const isFile = async (path: string): Promise<boolean> =>
  (await stat(path).catch(() => undefined))?.isFile() === true;
