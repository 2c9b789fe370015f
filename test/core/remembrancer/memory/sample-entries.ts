import { sha256Hex, utf8 } from '../../../../core/common/bytes.ts';
import type { LedgerEntry } from '../../../../core/remembrancer/ledger/index.ts';
import {
  entryOf,
  makeReceipt,
  parseEntry,
  type Receipt,
  receiptBytes,
} from '../../../../core/remembrancer/receipt/index.ts';

/** What a test says of a record; the rest is filled in. `artifacts` are contents, `links` are written `rel target`. */
export interface Sample extends Partial<Pick<Receipt, 'id' | 'kind' | 'component' | 'version' | 'context'>> {
  readonly time?: string;
  readonly artifacts?: readonly string[];
  readonly commit?: string;
  readonly links?: readonly string[];
}

export function sampleReceipt({
  kind = 'decision',
  component = 'app',
  version = '1.0.0',
  id = `${kind}:${component}:${version}`,
  time = '2026-11-20T09:30:00Z',
  artifacts = [],
  commit,
  links = [],
  context,
}: Sample): Receipt {
  return makeReceipt({
    id,
    kind,
    component,
    version,
    time: new Date(time),
    subjects: artifacts.map((content) => ({ name: `${content}.txt`, sha256: sha256Hex(utf8(content)) })),
    ...(commit !== undefined && { source: { commit } }),
    ...(context && { context }),
    evidence: [],
    missing: [],
    links: links.map((link) => {
      const [rel = '', ...target] = link.split(' ');
      return { rel, target: target.join(' ') };
    }),
  });
}

/** The entries of a log with these records, in their order. */
export const sampleEntries = (...samples: readonly Sample[]): LedgerEntry[] =>
  samples.map(sampleReceipt).map((receipt, index) => {
    const entryBytes = entryOf(receipt);
    return {
      index,
      entry: parseEntry(entryBytes),
      entryBytes,
      receipt,
      receiptBytes: receiptBytes(receipt),
      receiptPath: `receipts/000/${index}.json`,
    };
  });
