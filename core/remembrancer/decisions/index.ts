export type { Confidence, Decision, DecisionStatus, Section } from './decision.ts';
export { isDecisionId, newDecisionId, decisionName, pullRequestReference, slugOf } from './decision-id.ts';
export { type DecisionEdge, decisionGraph } from './decision-graph.ts';
export { decisionLabel } from './decision-label.ts';
export { indexDecisions, type PlacedDecision } from './decision-index.ts';
export { decisionsInForce } from './decisions-in-force.ts';
export { draftDecision, type DraftWords } from './draft-decision.ts';
export type { Finding } from './finding.ts';
export { importDecisions, type ImportedFile } from './import/import-decisions.ts';
export { isWritten } from './is-written.ts';
export { changeStatus } from './life/change-status.ts';
export { supersedeDecision } from './life/supersede-decision.ts';
export { lintDecisions, lintDecisionsBy, type LintRule } from './lint/lint-decisions.ts';
export type { LintContext } from './lint/rule.ts';
export { MADR_HEADINGS } from './madr-headings.ts';
export { newDecision, type NewDecision } from './new-decision.ts';
export { readDecision, type ReadDecision } from './read-decision.ts';
export {
  decisionOperation,
  decisionOfOperation,
  decisionPath,
  decisionVersion,
  recordOfDecision,
  type RecordOfDecision,
} from './record-of-decision.ts';
export { relateDecisions, type Relation, relationsOf } from './relations.ts';
export { resolveDecision } from './resolve-decision.ts';
export { textByRole } from './section-by-role.ts';
export { supersedeCycles } from './supersede-cycles.ts';
export type { DecisionText } from './text/decision-text.ts';
export { isDecisionFile } from './text/is-decision-file.ts';
export { writeDecision } from './write-decision.ts';
