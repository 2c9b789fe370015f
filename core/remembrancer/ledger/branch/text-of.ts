import { fromUtf8 } from '../../../common/bytes.ts';
import { damagedBranch } from './damaged-branch.ts';

/** The text of the file `path` of the branch. Throws `verification-failed` when it is not UTF-8. */
export function textOf(content: Uint8Array, path: string): string {
  try {
    return fromUtf8(content);
  } catch {
    throw damagedBranch(`The file "${path}" is not text`);
  }
}
