/** What the links of imported records are called: the leaf of a record, the digest of a receipt file, the root. */
export const LEGACY_REL = { leaf: 'legacy-leaf', receipt: 'legacy-receipt', root: 'legacy-root' } as const;
