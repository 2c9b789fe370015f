import { compareTexts } from '../../../common/compare-texts.ts';
import type { Finding } from '../finding.ts';
import type { ReadDecision } from '../read-decision.ts';
import type { LintContext, Rule } from './rule.ts';
import { affects } from './rules/affects.ts';
import { brokenLink } from './rules/broken-link.ts';
import { confidence } from './rules/confidence.ts';
import { decisionMakers } from './rules/decision-makers.ts';
import { dialect } from './rules/dialect.ts';
import { duplicateId } from './rules/duplicate-id.ts';
import { duplicateNumber } from './rules/duplicate-number.ts';
import { id } from './rules/id.ts';
import { numberMismatch } from './rules/number-mismatch.ts';
import { openReference } from './rules/open-reference.ts';
import { placeholder } from './rules/placeholder.ts';
import { removed } from './rules/removed.ts';
import { reviewBy } from './rules/review-by.ts';
import { sections } from './rules/sections.ts';
import { settledText } from './rules/settled-text.ts';
import { supersedeCycle } from './rules/supersede-cycle.ts';
import { supersededStatus } from './rules/superseded-status.ts';
import { title } from './rules/title.ts';
import { transition } from './rules/transition.ts';

const RULES = {
  affects,
  'broken-link': brokenLink,
  confidence,
  'decision-makers': decisionMakers,
  dialect,
  'duplicate-id': duplicateId,
  'duplicate-number': duplicateNumber,
  id,
  'number-mismatch': numberMismatch,
  'open-reference': openReference,
  placeholder,
  removed,
  'review-by': reviewBy,
  sections,
  'settled-text': settledText,
  'supersede-cycle': supersedeCycle,
  'superseded-status': supersededStatus,
  title,
  transition,
} as const satisfies Readonly<Record<string, Rule>>;

export type LintRule = keyof typeof RULES;

/** All that is wrong with the decisions of a repository, by path and line. */
export const lintDecisions = (decisions: readonly ReadDecision[], context: LintContext = {}): Finding[] =>
  sorted([
    ...decisions.flatMap((read) => read.findings),
    ...Object.values(RULES).flatMap((rule) => rule(decisions, context)),
  ]);

/** What some of the rules alone find, by path and line. */
export const lintDecisionsBy = (
  rules: readonly LintRule[],
  decisions: readonly ReadDecision[],
  context: LintContext = {},
): Finding[] => sorted(rules.flatMap((name) => RULES[name](decisions, context)));

const sorted = (findings: Finding[]): Finding[] =>
  findings.sort((a, b) => compareTexts(a.path, b.path) || a.line - b.line || compareTexts(a.rule, b.rule));
