import { VaultMeshError } from '../../../../../common/error.ts';
import { policyText } from '../../../../ledger/index.ts';
import { parseTrustFile, type TrustFile } from '../../../../trust/index.ts';
import type { FileText } from '../../../file-text.ts';
import type { TreeFile } from '../../../tree/tree.ts';

/** The largest trust or policy file that is read, in bytes: some hundred keys and certificates. */
export const MOST_BYTES = 1024 * 1024;

const TRUST_PATH = /(?:^|\/)(?:[^/]+\.)?trust\.json$/u;
const POLICY_PATH = /(?:^|\/)(?:policy|[^/]+\.(?:tlog-)?policy)$/u;

/** Whether a trust file or a policy may be there, by the name. */
export const isTrustPath = ({ path }: TreeFile): boolean => TRUST_PATH.test(path) || POLICY_PATH.test(path);

/** A line that only a tlog-policy has: one with a verifier key, or the quorum. Other files are called `policy` too. */
const POLICY_LINE =
  /^[ \t]*(?:(?:log|witness)[ \t][^\n]*\+[0-9a-f]{8}\+|(?:log|witness)[ \t]+\S+[ \t]*$|quorum[ \t]+\S+[ \t\r]*$)/mu;

/** Members of a trust file, of which one that is damaged has two still. Other files are called `trust.json` too. */
const TRUST_MEMBERS = ['"policy"', '"openpgp"', '"rfc3161"', '"sigstore"', '"retiredLogKeys"'];

/** What a file says of whom to trust; or why it is no trust file, though it is meant as one. */
export type TrustReading =
  | { readonly trust: TrustFile }
  | { readonly policy: string }
  /** `isNewer` for one of a later format, which is neither valid nor invalid. */
  | { readonly fault: string; readonly isNewer: boolean };

/** Reads the trust file or the tlog-policy that a file is; `undefined` for what is neither. */
export function trustIn(file: FileText): TrustReading | undefined {
  if (!TRUST_PATH.test(file.path)) {
    const policy = policyText(file.bytes);
    return POLICY_LINE.test(policy) ? { policy } : undefined;
  }
  if (TRUST_MEMBERS.filter((member) => file.text.includes(member)).length < 2) return undefined;
  try {
    return { trust: parseTrustFile(file.text, file.path) };
  } catch (error) {
    if (!(error instanceof VaultMeshError)) throw error;
    return { fault: error.message, isNewer: error.code === 'incomplete' };
  }
}
