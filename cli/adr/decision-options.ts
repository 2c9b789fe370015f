/** Where the decisions of a checkout stand. */
export const FOLDER_OPTION = ['--folder <folder>', 'folder of the decisions', 'docs/adr'] as const;

export interface FolderOptions {
  readonly json?: true;
  readonly folder: string;
}
