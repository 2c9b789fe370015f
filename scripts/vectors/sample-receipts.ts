import { sha256Hex, utf8 } from '../../core/common/bytes.ts';
import { makeReceipt, type Receipt, sealPeople } from '../../core/remembrancer/receipt/index.ts';

/** The side file of the release below; its salt is 0 to 15. */
export const samplePeople = (): Uint8Array =>
  sealPeople(
    [{ role: 'author', login: 'ada', name: 'Ada Lovelace' }],
    Uint8Array.from({ length: 16 }, (_, i) => i),
  );

/** The two receipts of the vectors: a decision, and a release with all that a receipt can have. */
export function sampleReceipts(): [Receipt, Receipt] {
  const plain = makeReceipt({
    id: 'decision:docs/adr/0001-use-a-log.md@1',
    kind: 'decision',
    component: 'platform',
    version: '1',
    time: new Date('2026-11-20T09:30:00Z'),
    subjects: [],
    evidence: [],
    missing: [],
  });
  const artifact = utf8('the artifact\n');
  const full = makeReceipt({
    id: 'release:v1.0.0',
    kind: 'release',
    component: 'Ψ-field "é"',
    version: '1.0.0',
    time: new Date('2026-11-20T10:00:00Z'),
    subjects: [{ name: 'app-1.0.0.tar.gz', sha256: sha256Hex(artifact), size: artifact.length }],
    source: {
      repository: 'https://example.com/vectors/log',
      commit: '1'.repeat(40),
      ref: 'refs/tags/v1.0.0',
    },
    context: { what: 'The first release\nof two lines', why: 'It was time \u{1f600}' },
    evidence: [{ layer: 'openpgp', n: 1, subject: 'app-1.0.0.tar.gz', content: utf8('a signature') }],
    missing: [{ layer: 'rfc3161', reason: 'unreachable', detail: 'The authority gave no answer.' }],
    links: [{ rel: 'decision', target: plain.id }],
    people: samplePeople(),
  });
  return [plain, full];
}
