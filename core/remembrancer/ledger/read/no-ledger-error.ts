import { VaultMeshError } from '../../../common/error.ts';

/** `not-found`: the repository is there, and has no branch of that name. */
export class NoLedgerError extends VaultMeshError {
  constructor() {
    super('not-found', 'There is no ledger: the branch does not exist.');
  }
}
