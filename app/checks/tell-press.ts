import { VaultMeshError } from '../../core/common/error.ts';
import type { RepositoryName } from '../../core/github/repository-name.ts';
import { isRepeated } from '../deliveries/attempt.ts';
import { describeFailure } from '../describe-failure.ts';
import { type CheckTeller, tellBesideCheck } from './tell-beside-check.ts';

/** The check run that a button is beside. */
interface BesideCheck {
  readonly repository: RepositoryName;
  readonly run: number;
}

/**
 * Tells beside a check run what came of its button: what `press` resolves to, nothing where that is nothing, or why the button did
 * nothing where pressing it again would not change that. Returns what is told; rejects as `press` does otherwise, which is told too
 * where no other attempt follows.
 */
export async function tellPress(
  client: CheckTeller,
  { repository, run }: BesideCheck,
  press: Promise<string | undefined>,
): Promise<string | undefined> {
  const tell = (text: string | undefined): Promise<void> => tellBesideCheck(client, repository, run, text);
  const told = await press.catch(async (error: unknown) => {
    if (error instanceof VaultMeshError && REFUSALS.includes(error.code))
      return `The button did nothing. ${error.message}`;
    // That is logged as what the delivery failed by, whether it can be told or not.
    if (!isRepeated(error))
      await tell(`The app was stopped. Press the button again. ${describeFailure(error).message}`).catch(
        () => undefined,
      );
    throw error;
  });
  // Where that is nothing, what an earlier press came to is true no more.
  await tell(told);
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
