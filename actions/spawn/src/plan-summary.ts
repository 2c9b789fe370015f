import type { SpawnPlan, SpawnRequest } from '../../../core/spawn/index.ts';
import { markdownCell, markdownCode, markdownTable } from '../../common/src/markdown.ts';

/** The Markdown of the job summary: what was or would be made, and its files. */
export function planSummary(
  message: string,
  { owner, name, language, kind }: SpawnRequest,
  { files, hash, overlay, tree }: SpawnPlan,
): string {
  const rows = [
    ['Repository', markdownCell(`${owner}/${name}`)],
    ['Service', markdownCell(`${language} ${kind}`)],
    ['Tree', markdownCode(tree)],
    ...(overlay === undefined ? [] : [['Overlay', markdownCode(overlay)]]),
    ['Plan', markdownCode(hash)],
  ];
  const list = files.map(({ path, content }) => [markdownCode(path), String(content.length)]);
  return `${[
    `## ${markdownCell(name)}`,
    '',
    markdownCell(message),
    '',
    ...markdownTable(['What', ''], rows),
    '',
    '<details><summary>Files</summary>',
    '',
    ...markdownTable(['File', 'Bytes'], list),
    '',
    '</details>',
  ].join('\n')}\n`;
}
