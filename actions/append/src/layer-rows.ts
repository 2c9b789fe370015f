import { counted } from '../../../core/common/counted.ts';
import type { Layer } from '../../../core/remembrancer/evidence/layer-verdict.ts';
import type { Receipt } from '../../../core/remembrancer/receipt/index.ts';

/** One line of the job summary's table of layers. */
export interface LayerRow {
  readonly layer: Layer;
  /** `recorded`: it was made, and a verifier judges it by a trust file of their own. */
  readonly verdict: 'recorded' | 'missing';
  readonly detail: string;
}

/** What a fresh record has in each layer; `size` is that of the checkpoint that covers it. */
export function layerRows(receipt: Receipt, { index, size }: { index: number; size: number }): LayerRow[] {
  const { subjects } = receipt;
  return [
    { layer: 'digest', verdict: 'recorded', detail: `SHA-256 of ${counted(subjects.length, 'subject')}.` },
    ...evidenceRows(receipt, 'openpgp', 'detached signature'),
    ...evidenceRows(receipt, 'sigstore', 'bundle'),
    ...evidenceRows(receipt, 'rfc3161', 'timestamp'),
    {
      layer: 'receipt',
      verdict: 'recorded',
      detail: `Names ${counted(receipt.evidence.length, 'file')} of evidence.`,
    },
    {
      layer: 'inclusion',
      verdict: 'recorded',
      detail: `Entry ${index} leads to the signed root of ${size}.`,
    },
  ];
}

function evidenceRows(receipt: Receipt, layer: 'openpgp' | 'sigstore' | 'rfc3161', noun: string): LayerRow[] {
  const present = receipt.evidence.filter((file) => file.layer === layer).length;
  const missing = receipt.missing.filter((each) => each.layer === layer);
  const rows: LayerRow[] = missing.map(({ reason, detail }) => ({
    layer,
    verdict: 'missing',
    detail: `${reason}: ${detail}`,
  }));
  if (present > 0) rows.unshift({ layer, verdict: 'recorded', detail: `${counted(present, noun)}.` });
  return rows;
}
