import { VaultMeshError } from '../../../../common/error.ts';
import { parseCheckpoint, splitNote } from '../../../ledger/index.ts';
import type { CovenantContext } from '../../covenant-context.ts';
import type { Found } from '../../found.ts';
import { compareWithKept } from '../../ledger/compare-with-kept.ts';
import { withLedger } from '../../ledger/with-ledger.ts';
import type { RepositoryAnswer, RepositoryRule } from '../../rule.ts';
import { told } from '../../ledger/told.ts';

/** What somebody saw of the ledger before is what it begins with now. */
export const ledgerExtendsWitnessed: RepositoryRule = {
  id: 'VM-I-02',
  title: 'The ledger extends what was witnessed',
  severity: 'high',
  level: 'enforce',
  since: 1,
  fixable: false,
  kind: 'repository',
  check,
};

async function check(context: CovenantContext): Promise<RepositoryAnswer> {
  const { witnessed, ledger } = context;
  if (witnessed === undefined) return { notApplicable: 'no checkpoint that was witnessed is given' };
  if (ledger === 'none') return [gone(witnessed)];
  return withLedger(context, async ({ store }) => {
    const comparison = await compareWithKept(store, witnessed);
    if (comparison.verdict === 'follows') return [];
    const { verdict, reason } = comparison;
    return [verdict === 'broken' ? broken(reason) : cannotTell(reason)];
  });
}

const broken = (reason: string): Found => ({
  message: told(`The ledger does not extend what was witnessed. ${reason}`),
  remedy: 'Keep both checkpoints, find who changed the branch, and put the history back that was witnessed.',
});

const cannotTell = (reason: string): Found => ({
  message: told(`Whether the ledger extends what was witnessed cannot be told. ${reason}`),
  remedy:
    'Put the branch right with `vaultmesh ledger repair OWNER/REPO`, or give the checkpoint as the witness has it.',
  cannotTell: true,
});

function gone(witnessed: string): Found {
  try {
    const { origin, size } = parseCheckpoint(splitNote(witnessed).text);
    return broken(`The log ${origin} was seen with the size ${size}, and there is no ledger branch.`);
  } catch (error) {
    if (error instanceof VaultMeshError) return cannotTell(error.message);
    throw error;
  }
}
