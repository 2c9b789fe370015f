import { VaultMeshError } from '../../../core/common/error.ts';
import { artifactsOfFiles, type Artifact } from '../../../core/remembrancer/evidence/index.ts';
import { findFiles } from '../../common/src/find-files.ts';

export interface SubjectInputs {
  /** Paths and globs. */
  readonly files: readonly string[];
  /** Empty unless something is recorded by its digest. */
  readonly subjectName: string;
  readonly subjectDigest: string;
}

/** What the inputs name: files of the workspace, hashed here, or one thing by its digest. Throws `usage` for both or neither. */
export async function subjectsOf(inputs: SubjectInputs, workspace: string): Promise<Artifact[]> {
  const { files, subjectName, subjectDigest } = inputs;
  const byDigest = subjectName !== '' || subjectDigest !== '';
  if (byDigest === files.length > 0) {
    throw new VaultMeshError(
      'usage',
      'Give either the input "files", or "subject-name" with "subject-digest".',
    );
  }
  if (!byDigest) return artifactsOfFiles(await findFiles(workspace, files));
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
