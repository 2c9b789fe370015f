/** The options by which a witness takes its key, as commander takes them. */
export const WITNESS_KEY_OPTION = [
  '--witness-key <file>',
  "file with the witness's key (or VAULTMESH_WITNESS_KEY); made when the file does not exist",
] as const;
export const WITNESS_NAME_OPTION = ['--name <name>', 'name of the witness, for a key that is made'] as const;
