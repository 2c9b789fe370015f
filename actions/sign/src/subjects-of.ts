import { VaultMeshError } from '../../../core/common/error.ts';
import { artifactsOfFiles, type Artifact } from '../../../core/remembrancer/evidence/index.ts';
import { findFiles } from '../../common/src/find-files.ts';
import { readChecksums } from './read-checksums.ts';

export interface SubjectInputs {
  /** Paths and globs. */
  readonly files: readonly string[];
  /** Path of a checksums file, or empty. */
  readonly checksums: string;
  /** Empty unless something is recorded by its digest. */
  readonly subjectName: string;
  readonly subjectDigest: string;
}

/**
 * What the inputs name: files of the workspace, hashed here, what a checksums file lists, or one thing by its digest.
 * Throws `usage` unless it is exactly one of the three.
 */
export async function subjectsOf(inputs: SubjectInputs, workspace: string): Promise<Artifact[]> {
  const { files, checksums, subjectName, subjectDigest } = inputs;
  const byDigest = subjectName !== '' || subjectDigest !== '';
  if ([files.length > 0, checksums !== '', byDigest].filter(Boolean).length !== 1) {
    throw new VaultMeshError(
      'usage',
      'Give one of the inputs "files" and "checksums", or "subject-name" with "subject-digest".',
    );
  }
  if (files.length > 0) return artifactsOfFiles(await findFiles(workspace, files));
  if (checksums !== '') return readChecksums(workspace, checksums);
  const sha256 = /^sha256:([0-9a-f]{64})$/.exec(subjectDigest)?.[1];
  if (sha256 === undefined || subjectName === '') {
    throw new VaultMeshError(
      'usage',
      `The input "subject-digest" is "${subjectDigest}" and "subject-name" is "${subjectName}"; ` +
        'give a name and sha256: with 64 lower-case hex digits.',
    );
  }
  return [{ subject: { name: subjectName, sha256 } }];
}
