import { type Finding, lintDecisionsBy, type LintRule } from '../../../../decisions/index.ts';
import type { FileText } from '../../../file-text.ts';
import type { Found } from '../../../found.ts';
import type { DecisionTree } from './decision-tree.ts';

/** What `vaultmesh adr lint` finds by some of its rules, as findings of a rule of the covenant. */
export const foundInDecisions = (
  rules: readonly LintRule[],
  tree: DecisionTree,
  before?: DecisionTree,
): (Found & { readonly path: string })[] =>
  lintDecisionsBy(rules, tree.decisions, before && { base: before.decisions }).map((finding) => ({
    path: finding.path,
    ...placeOf(finding, tree.files.get(finding.path)),
    message: finding.message.startsWith('It ')
      ? `${finding.path}${whatIsWrong(finding).slice(2)}`
      : `${finding.path}: ${whatIsWrong(finding)}`,
    remedy: remedyOf(finding),
  }));

function placeOf({ line, column = 1 }: Finding, file: FileText | undefined): Pick<Found, 'range'> {
  const lines = file?.lines[line - 1];
  return lines ? { range: { start: Math.min(lines.start + column - 1, lines.end), end: lines.end } } : {};
}

/** A finding of the lint is one sentence, or two of which the second says what to do. */
const beginOfRemedy = ({ message }: Finding): number => message.lastIndexOf('. ') + 1;

const whatIsWrong = (finding: Finding): string =>
  beginOfRemedy(finding) === 0 ? finding.message : finding.message.slice(0, beginOfRemedy(finding));

const remedyOf = (finding: Finding): string =>
  beginOfRemedy(finding) === 0
    ? 'Put back what was there, and write a new decision for what is decided now.'
    : finding.message.slice(beginOfRemedy(finding) + 1);
