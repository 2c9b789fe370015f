/** Options of every command that reads or writes the ledger branch of a repository, as commander takes them. */
export const REPOSITORY_OPTION = [
  '--repository <repository>',
  'OWNER/REPO, an address, or a folder with a git repository',
] as const;

export const BRANCH_OPTION = ['--branch <branch>', 'branch of the ledger', 'ledger'] as const;

export interface LedgerOptions {
  readonly json?: true;
  readonly repository: string;
  readonly branch: string;
}
