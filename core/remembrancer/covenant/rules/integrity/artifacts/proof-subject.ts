import { VaultMeshError } from '../../../../../common/error.ts';
import type { Subject } from '../../../../evidence/subject.ts';
import { parseProof } from '../../../../proof/index.ts';
import type { FileText } from '../../../file-text.ts';

/** The artifact that a `.vmproof` file is about; `undefined` when it is no proof, which another rule finds. */
export function proofSubject({ text, path }: FileText): Subject | undefined {
  try {
    return parseProof(text, path).subject;
  } catch (error) {
    if (error instanceof VaultMeshError) return undefined;
    throw error;
  }
}
