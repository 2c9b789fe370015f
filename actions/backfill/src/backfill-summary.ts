import { lackOf } from '../../../core/remembrancer/release/backfill/index.ts';
import { markdownCell, markdownCode, markdownTable } from '../../common/src/markdown.ts';
import type { BackfillResult } from './main.ts';

/** The Markdown of the job summary: what each record got and lacks, and what came of its release. */
export function backfillSummary(message: string, { supplied, open, releases }: BackfillResult): string {
  const rows = [
    ...supplied.map(({ operation, index, evidence }) => [
      operation,
      `got ${evidence.join(', ')} as entry ${index}`,
    ]),
    ...open.map((record) => [record.operation, lackOf(record)]),
    ...releases.map(({ operation, tag, status, uploaded }) => [
      operation,
      {
        updated: `The release ${tag} got ${uploaded.join(', ')}.`,
        immutable: `The release ${tag} is immutable and stays as it is; "vaultmesh proof refresh" gives its proofs.`,
        none: `There is no release ${tag}.`,
      }[status],
    ]),
  ];
  const table = markdownTable(
    ['Operation', 'Result'],
    rows.map(([operation = '', result = '']) => [markdownCode(operation), markdownCell(result)]),
  );
  return `${['## Backfill', '', markdownCell(message), '', ...(rows.length > 0 ? table : [])].join('\n')}\n`;
}
