import { VaultMeshError } from '../../core/common/error.ts';
import type { RepositoryName } from '../../core/github/repository-name.ts';
import { type CheckTeller, tellBesideCheck, type ToldRun } from './tell-beside-check.ts';

/**
 * Tells beside a check run what came of its button: what `press` resolves to, nothing where that is nothing, or why the button did
 * nothing where pressing it again would not change that. Returns what is told; rejects as `press` does otherwise.
 */
export async function tellPress(
  client: CheckTeller,
  repository: RepositoryName,
  run: ToldRun,
  press: Promise<string | undefined>,
): Promise<string | undefined> {
  const told = await press.catch((error: unknown) => {
    if (!(error instanceof VaultMeshError) || !REFUSALS.includes(error.code)) throw error;
    return `The button did nothing. ${error.message}`;
  });
  if (told !== undefined) await tellBesideCheck(client, repository, run, told);
  return told;
}

const REFUSALS: readonly string[] = [
  'not-permitted',
  'not-found',
  'conflict',
  'policy',
  'usage',
  'incomplete',
];
