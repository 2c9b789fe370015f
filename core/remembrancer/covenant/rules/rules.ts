import type { Rule } from '../rule.ts';

/** All rules, by id. */
export const RULES: readonly Rule[] = [];
