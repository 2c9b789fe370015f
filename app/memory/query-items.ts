import { toBase64 } from '../../core/common/bytes.ts';
import { counted } from '../../core/common/counted.ts';
import { printableLines } from '../../core/common/printable.ts';
import { type AnswerItem, type Memory, shortName } from '../../core/remembrancer/memory/index.ts';
import { inCode, told } from './told.ts';

/** The longest passage that is quoted, in characters. */
const LONGEST_PASSAGE = 1_500;

/** A record that answers a question: what it is, what to quote of it, what it has nothing of, and how it is proven; Markdown. */
export function queryItem(item: AnswerItem, repository: string): string[] {
  const { record, passage, unmatched, path } = item;
  const quoted = passage === undefined ? [] : quotation(passage.text);
  return [
    `**${nameOf(record)}** (${statusOf(item)}, ${record.time})`,
    ...(quoted.length === 0 ? [] : ['', ...quoted]),
    '',
    `Quoted from: ${sourceOf(item)}. Entry ${record.index}, ${inCode(path)}.`,
    ...(unmatched.length === 0
      ? []
      : ['', `It has nothing of: ${unmatched.map((word) => told(word, 60)).join(', ')}.`]),
    '',
    `Its proof: \`npx vaultmesh ledger prove ${repository} ${record.index}\``,
  ];
}

const nameOf = (record: AnswerItem['record']): string => told(`${shortName(record)} ${record.title}`);

function statusOf({ record: { status }, supersededBy: [successor] }: AnswerItem): string {
  return successor === undefined ? told(status) : `${told(status)} by ${nameOf(successor)}`;
}

function quotation(text: string): string[] {
  const short = text.length > LONGEST_PASSAGE ? `${text.slice(0, LONGEST_PASSAGE)}…` : text;
  return printableLines(short)
    .split('\n')
    .map((line) => `> ${asText(told(line.trim(), LONGEST_PASSAGE))}`.trimEnd());
}

/** A line that begins no list and underlines no heading. */
const asText = (line: string): string =>
  line.replace(/^[-+=]/u, String.raw`\$&`).replace(/^(\d+)([.)])/u, String.raw`$1\$2`);

function sourceOf({ passage }: AnswerItem): string {
  if (passage === undefined) return 'nothing but its title';
  return passage.heading === '' ? passage.from : `${passage.from}, ${told(passage.heading)}`;
}

/** The tree that an answer is proven by. */
export const tellTree = ({ size, root, checkpoint }: Memory): string =>
  `Root ${inCode(toBase64(root))} of ${counted(size, 'entry', 'entries')} of ${inCode(checkpoint.origin)}.`;
