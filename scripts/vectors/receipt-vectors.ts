import { fromUtf8, sha256Hex, toHex } from '../../core/common/bytes.ts';
import { canonicalJson, type Json } from '../../core/common/canonical-json.ts';
import { leafHash } from '../../core/remembrancer/ledger/index.ts';
import { entryOf, type Receipt, receiptBytes } from '../../core/remembrancer/receipt/index.ts';
import { samplePeople, sampleReceipts } from './sample-receipts.ts';

/** Receipts from the plainest to one with every member, their entries and leaf hashes; and what is no receipt. */
export function receiptVectors(): object {
  const [plain, full] = sampleReceipts();
  return {
    about:
      'SPEC.md sections 2 and 3. receipt and entry are the exact bytes as text (UTF-8); digest is the SHA-256 of the receipt, leafHash that of the entry behind a zero byte, in hex. people is the side file that the second receipt commits to.',
    people: fromUtf8(samplePeople()),
    accepted: [plain, full].map((receipt) => ({
      receipt: fromUtf8(receiptBytes(receipt)),
      digest: sha256Hex(receiptBytes(receipt)),
      entry: fromUtf8(entryOf(receipt)),
      leafHash: toHex(leafHash(entryOf(receipt))),
    })),
    refused: refusedReceipts(plain),
  };
}

function refusedReceipts(plain: Receipt): { why: string; receipt: string }[] {
  const text = fromUtf8(receiptBytes(plain));
  const subject = { name: 'a', sha256: 'a'.repeat(64) };
  const openpgp = { layer: 'openpgp', n: 1, sha256: 'a'.repeat(64) };
  const changed = (change: object): string => canonicalJson({ ...plain, ...change } as unknown as Json);
  return [
    { why: 'white space', receipt: text.replace(':', ': ') },
    { why: 'members out of order', receipt: JSON.stringify(plain) },
    { why: 'an unknown version', receipt: changed({ v: 2 }) },
    { why: 'an unknown member', receipt: changed({ note: 'x' }) },
    { why: 'a day that does not exist', receipt: changed({ time: '2026-02-30T00:00:00Z' }) },
    { why: 'a time with a fraction', receipt: changed({ time: '2026-02-20T00:00:00.5Z' }) },
    { why: 'an operation with a space', receipt: changed({ id: 'a b' }) },
    { why: 'two subjects of one name', receipt: changed({ subjects: [subject, subject] }) },
    { why: 'evidence twice', receipt: changed({ evidence: [openpgp, openpgp] }) },
    { why: 'evidence of no subject', receipt: changed({ evidence: [{ ...openpgp, subject: 'b' }] }) },
    {
      why: 'a digest in upper case',
      receipt: changed({ subjects: [{ name: 'a', sha256: 'A'.repeat(64) }] }),
    },
    { why: 'a mark that turns text', receipt: changed({ component: 'a\u202eb' }) },
  ];
}
