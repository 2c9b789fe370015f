import { markdownCell, markdownTable } from '../../common/src/markdown.ts';
import type { CheckedFile } from './outcome-of-files.ts';

/** The Markdown of the job summary: one table of layers for each file. */
export function verdictSummary(message: string, checked: readonly CheckedFile[]): string {
  const lines = [`## ${markdownCell(message)}`];
  for (const { file, verdict } of checked) {
    const required = verdict.required.map((group) => group.join(' or ')).join(', and ');
    lines.push(
      '',
      `### ${markdownCell(file)}: ${verdict.verdict}`,
      '',
      `Required: ${required}.${verdict.at === undefined ? '' : ` Judged at ${verdict.at}.`}`,
      '',
      ...markdownTable(
        ['Layer', 'Verdict', 'Detail'],
        verdict.layers.map(({ layer, status, detail }) => [layer, `**${status}**`, markdownCell(detail)]),
      ),
    );
  }
  return `${lines.join('\n')}\n`;
}
