import type { CovenantContext } from './covenant-context.ts';
import type { FileText } from './file-text.ts';
import type { Found } from './found.ts';
import type { TreeFile } from './tree/tree.ts';

/** What a broken rule does: it is told, it warns, or it fails the check. */
export type Level = 'advise' | 'warn' | 'enforce';

/** How grave it is when the rule is broken, whatever the repository makes of it. */
export type Severity = 'low' | 'medium' | 'high';

export type Group = 'integrity' | 'reproducibility' | 'federation' | 'proof-chain';

/** `VM-<group>-<number>`; never used again for another rule. */
export type RuleId = `VM-${'I' | 'II' | 'III' | 'IV'}-${number}${number}`;

interface RuleFacts {
  readonly id: RuleId;
  /** What holds when it is kept, as a sentence without a full stop: `Actions are pinned by full commit SHA`. */
  readonly title: string;
  readonly severity: Severity;
  /** The level where the repository says none. */
  readonly level: Level;
  /** The rule set that it came with: a repository that agreed to an earlier one is only advised. */
  readonly since: number;
  /** Whether it has fixes for some of what it finds. */
  readonly fixable: boolean;
}

/** Looks at one file at a time, and at nothing else. Such rules are the fast ones, which a pre-commit hook runs. */
export interface FileRule extends RuleFacts {
  readonly kind: 'file';
  /** Whether it looks into this file, by path and kind. Symbolic links and submodules are never looked into. */
  readonly concerns: (file: TreeFile) => boolean;
  /** What stands in every file where it finds something, tested on the bytes as Latin-1 (of UTF-16 on the text); a file without it is passed over. */
  readonly mayBreak?: RegExp;
  /** In the place of `mayBreak`, where a pattern takes longer: whether it may find something in the file. */
  readonly mayHold?: (file: FileText) => boolean;
  /** Whether it looks into binary files too. */
  readonly binary?: true;
  /** The largest file that it reads, in bytes; of a larger one that it concerns it cannot tell. */
  readonly mostBytes: number;
  /** Set where a larger file is no reason to doubt, as for a rule that concerns nearly every file. */
  readonly passesOverLarger?: true;
  readonly check: (file: FileText, context: CovenantContext) => readonly Found[];
}

/** Looks at the repository as a whole, its history or its ledger. */
export interface RepositoryRule extends RuleFacts {
  readonly kind: 'repository';
  readonly check: (context: CovenantContext) => Promise<RepositoryAnswer>;
}

/** What was found; or why the rule has nothing to look at here, such as a repository without a ledger. */
export type RepositoryAnswer = readonly Found[] | { readonly notApplicable: string };

export type Rule = FileRule | RepositoryRule;

const GROUPS: Readonly<Record<string, Group>> = {
  I: 'integrity',
  II: 'reproducibility',
  III: 'federation',
  IV: 'proof-chain',
};

/** The group that a rule's id names. */
export const groupOf = (id: RuleId): Group => GROUPS[id.split('-')[1] ?? ''] ?? 'integrity';
