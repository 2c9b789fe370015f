import { VaultMeshError } from '../../../../../common/error.ts';
import { parseProof } from '../../../../proof/index.ts';
import type { FileText } from '../../../file-text.ts';
import type { ChecksumLine } from './checksum-lines.ts';

/** The digest of the artifact that a `.vmproof` file is about; none when it is no proof, which another rule finds. */
export function proofDigests({ text, path }: FileText): ChecksumLine[] {
  try {
    const { name, sha256 } = parseProof(text, path).subject;
    return [{ algorithm: 'sha256', hex: sha256, name }];
  } catch (error) {
    if (error instanceof VaultMeshError) return [];
    throw error;
  }
}
