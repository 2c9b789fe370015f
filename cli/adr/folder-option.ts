/** Where the decisions of a checkout stand. */
export const FOLDER_OPTION = ['--folder <folder>', 'folder of the decisions', 'docs/adr'] as const;
