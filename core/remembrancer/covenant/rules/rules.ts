import type { Rule } from '../rule.ts';
import { decisionLinks } from './proof-chain/decision-links.ts';
import { decisionStatuses } from './proof-chain/decision-statuses.ts';
import { guardedPaths } from './proof-chain/guarded-paths.ts';
import { settledDecisions } from './proof-chain/settled-decisions.ts';

/** All rules, by id. */
export const RULES: readonly Rule[] = [
  guardedPaths,
  settledDecisions,
  decisionStatuses,
  decisionLinks,
];
