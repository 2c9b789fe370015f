import { fromUtf8, sha256Hex } from '../../../../../common/bytes.ts';
import { VaultMeshError } from '../../../../../common/error.ts';
import {
  leafHash,
  parseCheckpoint,
  parseTlogProof,
  splitNote,
  verifyInclusion,
} from '../../../../ledger/index.ts';
import { parseProof, type ProvenReceipt } from '../../../../proof/index.ts';
import { entryOf, evidenceFileName, parseReceipt, type Receipt } from '../../../../receipt/index.ts';
import type { SchemaAnswer } from './schema-fault.ts';

/**
 * What is wrong with a `.vmproof` file by itself: its form, that each receipt leads to the root of its checkpoint and
 * commits to its evidence, and that the first one names the artifact. Whose signatures they are needs a trust file.
 */
export function proofFault(bytes: Uint8Array): SchemaAnswer {
  try {
    const text = utf8Of(bytes);
    if (text === undefined) return { at: [], what: 'it is not UTF-8' };
    const proof = parseProof(text, 'It');
    const receipt = parseReceipt(proof.receipt, 'Its receipt');
    const what =
      faultOf(proof, receipt) ??
      subjectFault(proof.subject, receipt) ??
      proof.later
        ?.map((later) => faultOf(later, parseReceipt(later.receipt, 'A later receipt')))
        .find((fault) => fault !== undefined);
    return what === undefined ? undefined : { at: [], what };
  } catch (error) {
    if (!(error instanceof VaultMeshError)) throw error;
    const what = error.message.replace(/\.$/, '');
    return error.code === 'incomplete' ? { cannotTell: what } : { at: [], what };
  }
}

function faultOf({ tlogProof, evidence }: ProvenReceipt, receipt: Receipt): string | undefined {
  const { index, proof, checkpoint } = parseTlogProof(tlogProof);
  const { size, root } = parseCheckpoint(splitNote(checkpoint).text);
  if (!verifyInclusion(index, size, leafHash(entryOf(receipt)), proof, root)) {
    return `the receipt of ${receipt.id} is not what entry ${index} of its checkpoint has the digest of`;
  }
  const digests = new Map(receipt.evidence.map((each) => [evidenceFileName(each), each.sha256]));
  const stray = evidence.find((file) => digests.get(evidenceFileName(file)) !== sha256Hex(file.content));
  return stray && `the receipt of ${receipt.id} does not commit to its ${evidenceFileName(stray)}`;
}

const subjectFault = (
  { name, sha256, size }: Receipt['subjects'][number],
  { id, subjects }: Receipt,
): string | undefined =>
  subjects.some((each) => each.name === name && each.sha256 === sha256 && each.size === size)
    ? undefined
    : `the receipt of ${id} is not about ${name} with this digest and size`;

function utf8Of(bytes: Uint8Array): string | undefined {
  try {
    return fromUtf8(bytes);
  } catch {
    return undefined;
  }
}
