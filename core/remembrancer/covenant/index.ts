export { checkCovenant, type CheckOptions } from './check-covenant.ts';
export type { CovenantConfig, Exception } from './config/covenant-config.ts';
export { configIn } from './config/config-in.ts';
export {
  CONFIG_PATH,
  type ConfigDocument,
  type ConfigFault,
  readConfigDocument,
} from './config/config-document.ts';
export { configProblem, parseCovenantConfig } from './config/parse-config.ts';
export { FileText } from './file-text.ts';
export type { Found } from './found.ts';
export { knownPins } from './known-pins.ts';
export { peerReader } from './ledger/peer-reader.ts';
export type { Inputs, KnownPins, PeerReader, ProposedChange, Release } from './covenant-context.ts';
export type { CovenantResult, Finding, Notice, PlacedFix, RuleReport } from './covenant-result.ts';
export type { Group, Level, Rule, RuleId, Severity } from './rule.ts';
export { referencesIn } from './rules/proof-chain/changes/named-decisions.ts';
export { RULES } from './rules/rules.ts';
export { FETCH_ALL, isFiltered } from './tree/blob-sizes.ts';
export { commitMessages } from './tree/commit-messages.ts';
export { checkoutTree, folderTree } from './tree/folder-tree.ts';
export { gitTree, resolveCommit } from './tree/git-tree.ts';
export { indexTree, stagedPaths } from './tree/index-tree.ts';
export { missingCommit } from './tree/missing-commit.ts';
export { memoryTree } from './tree/memory-tree.ts';
export { gitOutput, type GitPlace, readOnlyGit, saidByGit } from './tree/read-only-git.ts';
export type { Tree, TreeFile } from './tree/tree.ts';
export { pullRequestChecks } from './workflows/pull-request-checks.ts';
export { recordsRelease, type TaggedRelease } from './workflows/records-release.ts';
export { applyEdits } from './fix/apply-edits.ts';
export { type FileFixes, fixesByPath } from './fix/fixes-by-path.ts';
