import { VaultMeshError } from '../../../../common/error.ts';
import type { FsckRule, Problem } from '../../../ledger/fsck/index.ts';
import type { CovenantContext } from '../../covenant-context.ts';
import type { Found } from '../../found.ts';
import { contextLedger } from '../../ledger/context-ledger.ts';
import { ledgerNotHad, NO_LEDGER } from '../../ledger/with-ledger.ts';
import type { RepositoryAnswer, RepositoryRule } from '../../rule.ts';
import { told } from '../../ledger/told.ts';

/** More of them say no more: each damaged tile may be one. */
const MOST_FOUND = 20;

/** Every byte of the ledger branch is what its signed checkpoint commits to. */
export const ledgerVerifies: RepositoryRule = {
  id: 'VM-I-01',
  title: 'The ledger verifies',
  severity: 'high',
  level: 'enforce',
  since: 1,
  fixable: false,
  kind: 'repository',
  check,
};

async function check(context: CovenantContext): Promise<RepositoryAnswer> {
  const { ledger, config } = context;
  if (ledger === undefined) return [ledgerNotHad(context)];
  if (ledger === 'none') return config.vkey === undefined ? NO_LEDGER : [ledgerGone(config.vkey)];
  try {
    const { problems } = await contextLedger(context, ledger).fsck();
    return [...problems.slice(0, MOST_FOUND).map(found), ...andMore(problems.length - MOST_FOUND)];
  } catch (error) {
    if (error instanceof VaultMeshError) return [notChecked(error)];
    throw error;
  }
}

const found = ({ file, rule, detail }: Problem): Found => ({
  message: told(`${file} of the ledger: ${detail}`),
  remedy: remedyFor(rule),
});

const remedyFor = (rule: FsckRule): string =>
  rule === 'key'
    ? 'If the key was changed on purpose, confirm the new one and write it to `covenant.vkey`; else find who changed it with `vaultmesh ledger audit OWNER/REPO`.'
    : 'Find the commit that did it with `vaultmesh ledger audit OWNER/REPO`, and put the branch right with `vaultmesh ledger repair OWNER/REPO`.';

const andMore = (count: number): Found[] =>
  count <= 0
    ? []
    : [
        {
          message: `The ledger has ${count} more problems.`,
          remedy: 'See them all with `vaultmesh ledger fsck OWNER/REPO`.',
        },
      ];

const ledgerGone = (vkey: string): Found => ({
  message: `The configuration names the key of a ledger, ${vkey}, and there is no ledger branch.`,
  remedy:
    'Bring the ledger branch back from a clone that has it, or take `covenant.vkey` away if there never was one.',
});

const notChecked = ({ code, message }: VaultMeshError): Found => ({
  message: told(`The ledger could not be checked. ${message}`),
  remedy:
    code === 'usage' ? 'Correct `covenant.vkey`.' : 'Check again when the ledger branch can be read whole.',
  cannotTell: true,
});
