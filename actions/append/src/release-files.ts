import { openAsBlob } from 'node:fs';

import { VaultMeshError } from '../../../core/common/error.ts';
import { subjectsOfFiles, type Subject } from '../../../core/remembrancer/evidence/index.ts';
import type { Asset } from './release-assets.ts';

/**
 * The files that were signed, to attach them to a release. Throws `conflict` when one is not among `subjects`, or is
 * not the same any more.
 */
export async function releaseFiles(paths: readonly string[], subjects: readonly Subject[]): Promise<Asset[]> {
  const found = paths.length === 0 ? [] : await subjectsOfFiles(paths);
  return Promise.all(
    found.map(async ({ name, sha256 }, index) => {
      if (!subjects.some((subject) => subject.name === name && subject.sha256 === sha256)) {
        throw new VaultMeshError(
          'conflict',
          `${name} is not the file that was signed; give sign and append the same "files", and change none in between.`,
        );
      }
      return { name, sha256, content: await openAsBlob(paths[index] ?? '') };
    }),
  );
}
