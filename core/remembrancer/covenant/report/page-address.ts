import type { RuleId } from '../rule.ts';

/** Where the page of a rule can be read. */
export type PageAddress = (rule: RuleId) => string;

/** The pages of this project, of its newest state. */
export const pageAddress: PageAddress = (rule) =>
  `https://github.com/vaultmesh/record/blob/main/docs/covenant/${rule}.md`;
