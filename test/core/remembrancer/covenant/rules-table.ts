import { RULES } from '../../../../core/remembrancer/covenant/index.ts';
import { groupOf } from '../../../../core/remembrancer/covenant/rule.ts';
import { JUDGED } from '../../../exhaustive/covenant-corpora/judged.ts';
import { GROUP_NAMES } from './rule-page.ts';

/** The tables of docs/covenant/README.md, a line each, as the rules and what was judged of them have it. */
export const rulesTable = (): string[] =>
  Object.entries(GROUP_NAMES).flatMap(([group, name]) => [
    `${name} | What holds | Level | Fast | Fix | Wrong, of read`,
    ...RULES.filter(({ id }) => groupOf(id) === group).map(({ id, title, level, kind, fixable }) => {
      const read = JUDGED.filter(({ rule }) => rule === id);
      const wrong = read.filter(({ verdict }) => verdict === 'wrong').length;
      const rate = read.length === 0 ? '–' : `${wrong} of ${read.length}`;
      return `[${id}](${id}.md) | ${title} | ${level} | ${kind === 'file' ? 'fast' : ''} | ${fixable ? 'fix' : ''} | ${rate}`;
    }),
  ]);
