import { markdownCell, markdownCode, markdownTable } from '../../common/src/markdown.ts';
import type { LayerRow } from './layer-rows.ts';
import type { AttachedAssets } from './release-assets.ts';

/** What the summary page of a job says about one record. */
export interface RecordSummary {
  readonly kind: string;
  readonly component: string;
  readonly version: string;
  readonly operation: string;
  readonly alreadyRecorded: boolean;
  readonly index: number;
  readonly size: number;
  readonly root: string;
  /** Address of the ledger branch in a browser. */
  readonly ledgerUrl: string;
  readonly subjects: readonly { readonly name: string; readonly sha256: string }[];
  readonly layers: readonly LayerRow[];
  readonly release?: AttachedAssets;
}

/** The Markdown of the job summary: the record, its subjects, the verdict per layer and what happened to the release. */
export function jobSummary(record: RecordSummary): string {
  const { kind, component, version, alreadyRecorded, index, size, root, ledgerUrl } = record;
  const what = alreadyRecorded ? 'was already recorded' : 'is recorded';
  const lines = [
    `## The ${kind} ${markdownCell(component)} ${markdownCell(version)} ${what}`,
    '',
    `Entry ${index} of ${size} on the [ledger](${ledgerUrl}), operation ${markdownCode(record.operation)}, root ${markdownCode(root)}.`,
    '',
    ...markdownTable(
      ['Subject', 'SHA-256'],
      record.subjects.map(({ name, sha256 }) => [markdownCell(name), markdownCode(sha256)]),
    ),
    '',
    ...markdownTable(
      ['Layer', 'Verdict', 'Detail'],
      record.layers.map(({ layer, verdict, detail }) => [layer, `**${verdict}**`, markdownCell(detail)]),
    ),
  ];
  if (record.release !== undefined) lines.push('', releaseSentence(record.release));
  return `${lines.join('\n')}\n`;
}

function releaseSentence({ url, uploaded, published }: AttachedAssets): string {
  const attached = uploaded.length === 0 ? 'had every asset' : `got ${uploaded.map(markdownCode).join(', ')}`;
  return `The [release](${url}) ${attached} and ${published ? 'is published' : 'is a draft'}.`;
}
