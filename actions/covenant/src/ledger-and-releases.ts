import { asVaultMeshError } from '../../../core/common/error.ts';
import type { Inputs } from '../../../core/remembrancer/covenant/index.ts';
import type { Runner } from '../../common/src/runner.ts';
import type { RemoteRepository } from './remote-repository.ts';

/**
 * The ledger of the repository and, where it has one, its releases. What cannot be had is absent and warned of: the
 * rules about it then say that they cannot tell, and the others are not held up.
 */
export async function ledgerAndReleases(
  remote: Pick<RemoteRepository, 'ledger' | 'releases'>,
  branch: string,
  runner: Pick<Runner, 'warning'>,
): Promise<Pick<Inputs, 'ledger' | 'releases'>> {
  const had = async <Result>(title: string, work: Promise<Result>): Promise<Result | undefined> => {
    try {
      return await work;
    } catch (error) {
      runner.warning(title, asVaultMeshError(error).message);
      return undefined;
    }
  };
  const ledger = await had('The ledger was not read', remote.ledger(branch));
  if (ledger === undefined) return {};
  if (ledger === 'none') return { ledger };
  const releases = await had('The releases were not read', remote.releases());
  return { ledger, ...(releases && { releases }) };
}
