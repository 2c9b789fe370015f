import { markdownText } from '../../../../common/markdown-text.ts';
import type { ShownEntry } from './shown-entry.ts';

/** `entries`, oldest first, as a table of Markdown, newest first; `pathOf` leads from the page to a receipt. */
export const entryTable = (entries: readonly ShownEntry[], pathOf: (index: number) => string): string =>
  [
    '| Receipt | Time | Kind | Operation |',
    '| --: | --- | --- | --- |',
    ...entries
      .toReversed()
      .map(
        ({ index, t, kind, id }) =>
          `| [${index}](${pathOf(index)}) | ${t} | ${markdownText(kind)} | ${markdownText(id)} |`,
      ),
  ].join('\n');
