import { readFileSync } from 'node:fs';

import type { Rule } from '../../../../core/remembrancer/covenant/index.ts';
import { groupOf } from '../../../../core/remembrancer/covenant/rule.ts';
import { fillExample } from './example-secrets.ts';

/** What stands on a page under `## Bad` or `## Good`: files of the tree, of the tree before, and what the author says. */
export interface Example {
  readonly files: Readonly<Record<string, string>>;
  readonly before: Readonly<Record<string, string>>;
  readonly says: readonly string[];
}

export const GROUP_NAMES = {
  integrity: 'Integrity',
  reproducibility: 'Reproducibility',
  federation: 'Federation',
  'proof-chain': 'Proof chain',
} as const;

/** The page of a rule. */
export const pageOf = ({ id }: Pick<Rule, 'id'>): string =>
  readFileSync(new URL(`../../../../docs/covenant/${id}.md`, import.meta.url), 'utf8');

/** The text of the section `heading`, without the heading; empty when there is none. A heading in a block of code is none. */
export function sectionOf(page: string, heading: string): string {
  let fence = '';
  let isInside = false;
  const lines = page.split('\n').filter((line) => {
    const mark = /^`{3,}/.exec(line)?.[0] ?? '';
    if (fence === '') fence = mark;
    else if (line === fence) fence = '';
    const isHeading = fence === '' && line.startsWith('## ');
    if (isHeading) isInside = line === `## ${heading}`;
    return isInside && !isHeading;
  });
  return lines.join('\n');
}

/** The first lines that a page must have, by the facts of its rule. */
export const factsOf = ({ id, title, severity, level, fixable, since }: Rule): readonly string[] => [
  `# ${id}: ${title}`,
  [GROUP_NAMES[groupOf(id)], severity, level, fixable ? 'yes' : 'no', String(since)].join(' | '),
];

/** The same of a page as it is written. */
export const writtenFacts = (page: string): readonly string[] => {
  const lines = page.split('\n');
  const cells = (lines[4] ?? '').split('|').map((cell) => cell.trim());
  return [lines[0] ?? '', cells.slice(1, -1).join(' | ')];
};

/** The example of a section: each block belongs to the line before it that ends with a colon. */
export function exampleIn(section: string): Example {
  const example = {
    files: {} as Record<string, string>,
    before: {} as Record<string, string>,
    says: [] as string[],
  };
  const block =
    /^(Before, in|In) `([^`\n]+)`:\n\n(`{3,})\w*\n([\s\S]*?\n)?\3$|^The pull request says:\n\n(`{3,})\w*\n([\s\S]*?\n)\5$/gm;
  for (const [, when, path = '', , text = '', , said] of section.matchAll(block)) {
    if (said !== undefined) example.says.push(said);
    else (when === 'In' ? example.files : example.before)[path] = fillExample(text);
  }
  return example;
}
