export const REPAIR = 'vaultmesh ledger repair';

/** The next step for a branch that somebody else wrote to. */
export const MAY_REPAIR = `If somebody changed the branch, "${REPAIR}" restores the last good state.`;
