/** Options of every command that reads or writes the ledger branch of a repository, as commander takes them. */
export const REPOSITORY_OPTION = [
  '--repository <repository>',
  'OWNER/REPO, an address, or a folder with a git repository (required)',
] as const;

export const BRANCH_OPTION = ['--branch <branch>', 'branch of the ledger', 'ledger'] as const;

/** Of every command that checks a ledger for somebody who may know its key. */
export const VERIFIER_KEY_OPTION = [
  '--vkey <vkey>',
  "the log's verifier key, as you know it from elsewhere; without it that of the branch",
] as const;

/** Of every command that shows what it finds by an operation or an artifact. */
export const ALL_OPTION = [
  '--all',
  'read the whole log, so that an index file of the branch, which others may have changed, hides nothing',
] as const;

export interface LedgerOptions {
  readonly json?: true;
  readonly repository: string;
  readonly branch: string;
}
