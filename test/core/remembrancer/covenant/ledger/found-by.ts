import type { CovenantContext } from '../../../../../core/remembrancer/covenant/covenant-context.ts';
import type { Inputs } from '../../../../../core/remembrancer/covenant/index.ts';
import type { Found } from '../../../../../core/remembrancer/covenant/found.ts';
import type { RepositoryRule } from '../../../../../core/remembrancer/covenant/rule.ts';
import type { LedgerSource } from '../../../../../core/remembrancer/ledger/fsck/index.ts';
import { VaultMeshError } from '../../../../../core/common/error.ts';
import { contextWith } from '../context-with.ts';
import { expectLegible } from '../expect-legible.ts';

/** What `rule` finds; nothing when it does not apply. */
export async function foundBy(rule: RepositoryRule, inputs: Partial<Inputs>): Promise<readonly Found[]> {
  const answer = await rule.check(contextWith(inputs));
  return 'notApplicable' in answer ? [] : expectLegible(answer);
}

/** What of it counts as broken. */
export const brokenBy = async (rule: RepositoryRule, inputs: Partial<Inputs>): Promise<string[]> =>
  (await foundBy(rule, inputs)).filter(({ cannotTell }) => !cannotTell).map(({ message }) => message);

/** What it could not tell. */
export const openBy = async (rule: RepositoryRule, inputs: Partial<Inputs>): Promise<string[]> =>
  (await foundBy(rule, inputs)).filter(({ cannotTell }) => cannotTell).map(({ message }) => message);

/** A ledger that cannot be reached. */
export const unreachable: LedgerSource = {
  name: 'far away',
  list: () => Promise.reject(new VaultMeshError('network', 'No answer.')),
  read: () => Promise.reject(new VaultMeshError('network', 'No answer.')),
  close: () => Promise.resolve(),
};

/** What a rule looks at when the door could not bring the ledger. */
export function withoutLedger(): CovenantContext {
  const { ledger, ...nothing } = contextWith({});
  if (ledger !== 'none') throw new Error('there is a ledger');
  return nothing;
}
