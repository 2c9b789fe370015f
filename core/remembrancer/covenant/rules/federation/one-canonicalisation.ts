import type { FileText } from '../../file-text.ts';
import type { Fix, Found } from '../../found.ts';
import type { FileRule } from '../../rule.ts';
import { type CanonicalFault, canonicalFault } from './canonical/canonical-fault.ts';
import { isReadable, ledgerDocument, type LedgerDocument } from './canonical/ledger-document.ts';

/** A receipt has thousands of digests at most. */
const MOST_BYTES = 8 * 1024 * 1024;

/** What a digest is of is written in one way only. (On the ledger itself VM-I-01 sees to it, in proofs VM-I-03.) */
export const oneCanonicalisation: FileRule = {
  id: 'VM-III-03',
  title: 'Receipts and entries are canonical JSON',
  severity: 'medium',
  level: 'warn',
  since: 1,
  fixable: true,
  kind: 'file',
  concerns: ({ path }) => path.endsWith('.json'),
  mayBreak: /"(?:receipt|evidence)"/u,
  mostBytes: MOST_BYTES,
  passesOverLarger: true,
  check,
};

function check(file: FileText): readonly Found[] {
  const document = ledgerDocument(file.text);
  if (document === undefined) return [];
  const fault = canonicalFault(file.text, document.value) ?? byteFault(file);
  return fault === undefined ? [] : [foundIn(file, document, fault)];
}

/** What the text does not show: a byte order mark, or bytes that are no UTF-8. */
const byteFault = ({ isPlainUtf8 }: FileText): CanonicalFault | undefined =>
  isPlainUtf8 ? undefined : { what: 'is not plain UTF-8' };

function foundIn(file: FileText, { kind }: LedgerDocument, fault: CanonicalFault): Found {
  const { path } = file;
  const { what, range } = fault;
  const fix = fixOf(file, kind, fault);
  return {
    path,
    ...(range && { range }),
    message: `The ${kind} ${path} ${what}, so its bytes are not those that a digest is of.`,
    remedy: 'Keep the file as it was exported, and keep formatters away from it.',
    ...(fix && { fix }),
  };
}

/** The canonical form in the place of the whole file, when that is a document that readers take. */
function fixOf(
  { text, isPlainUtf8 }: FileText,
  kind: LedgerDocument['kind'],
  { canonical }: CanonicalFault,
): Fix | undefined {
  if (canonical === undefined || !isPlainUtf8 || !isReadable(kind, canonical)) return undefined;
  return {
    description: `write the ${kind} as canonical JSON`,
    edits: [{ start: 0, end: text.length, text: canonical }],
  };
}
