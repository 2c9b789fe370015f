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

/** What the lines of both kinds of file have one of. */
export const MAY_BE_TRUST = /"rfc3161"|^[ \t]*(?:log|witness|quorum)[ \t]/mu;

/** The trust file or the tlog-policy that a file is; `undefined` for what is neither, or no trust file by its form, which VM-I-03 says. */
export function trustIn(
  file: FileText,
): { readonly trust: TrustFile } | { readonly policy: string } | undefined {
  if (!TRUST_PATH.test(file.path)) {
    const policy = policyText(file.bytes);
    return POLICY_LINE.test(policy) ? { policy } : undefined;
  }
  try {
    return { trust: parseTrustFile(file.text, file.path) };
  } catch (error) {
    if (error instanceof VaultMeshError) return undefined;
    throw error;
  }
}
