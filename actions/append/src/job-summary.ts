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
    `## The ${kind} ${cell(component)} ${cell(version)} ${what}`,
    '',
    `Entry ${index} of ${size} on the [ledger](${ledgerUrl}), operation ${code(record.operation)}, root ${code(root)}.`,
    '',
    ...table(
      ['Subject', 'SHA-256'],
      record.subjects.map(({ name, sha256 }) => [cell(name), code(sha256)]),
    ),
    '',
    ...table(
      ['Layer', 'Verdict', 'Detail'],
      record.layers.map(({ layer, verdict, detail }) => [layer, `**${verdict}**`, cell(detail)]),
    ),
  ];
  if (record.release !== undefined) lines.push('', releaseSentence(record.release));
  return `${lines.join('\n')}\n`;
}

function releaseSentence({ url, uploaded, published }: AttachedAssets): string {
  const attached = uploaded.length === 0 ? 'had every asset' : `got ${uploaded.map(code).join(', ')}`;
  return `The [release](${url}) ${attached} and ${published ? 'is published' : 'is a draft'}.`;
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string[] {
  return [head, head.map(() => '---'), ...rows].map((row) => `| ${row.join(' | ')} |`);
}

/** Text that a table cell shows as it is, whatever Markdown or HTML it holds. */
function cell(text: string): string {
  return text.replace(/[\\`*_[\]<>|&]/g, '\\$&').replaceAll(/\s+/g, ' ');
}

const code = (text: string): string =>
  `<code>${text.replace(/[&<>|]/g, (character) => ENTITIES[character] ?? '')}</code>`;

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '|': '&#124;' };
