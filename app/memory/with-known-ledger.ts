import { VaultMeshError } from '../../core/common/error.ts';
import { fullName } from '../../core/github/repository-name.ts';
import { githubStore } from '../../core/remembrancer/ledger/index.ts';
import { LEDGER, ledgerOrigin } from '../../core/remembrancer/provision/index.ts';
import type { Invocation } from '../commands/command.ts';
import { agreedConfig } from '../github/agreed-config.ts';
import { findWitnessMemory } from '../guard/witness-memory.ts';
import { type KnownLedger, openKnownLedger } from './known-ledger.ts';
import { limitedClient, tooLarge } from './limited-client.ts';
import { told } from './told.ts';

/** The largest answer of GitHub that is taken, in bytes. */
export const LARGEST_ANSWER = 8 * 1024 * 1024;

/** For which repository, and by what. */
type Asked = Pick<Invocation, 'client' | 'services'> & {
  readonly comment: Pick<Invocation['comment'], 'repository'>;
};

/**
 * Answers from the ledger of the repository in which a command was given. A ledger that is not there, cannot be read as one or is too
 * large is a refusal, in a sentence with the remedy.
 */
export async function withKnownLedger<Answer>(
  { client, comment, services }: Asked,
  answer: (ledger: KnownLedger) => Promise<Answer>,
): Promise<Answer> {
  const { repository } = comment;
  const { clock, config } = services;
  try {
    const memory = await findWitnessMemory(client, repository.owner);
    const origin = ledgerOrigin(config.spawnSettings.serverUrl, repository);
    return await answer(
      await openKnownLedger({
        repository,
        store: githubStore(limitedClient(client, LARGEST_ANSWER), repository, LEDGER),
        configured: (await agreedConfig(client, repository)).vkey,
        remembered: (await memory?.recall(origin))?.seen,
        clock,
      }),
    );
  } catch (error) {
    throw refusalOf(error, fullName(repository));
  }
}

/** `error` as a refusal where it is about the ledger, whose words are made safe to show; any other as it is. */
export function refusalOf(error: unknown, repository: string): unknown {
  if (tooLarge(error)) return tooLargeFor(repository);
  if (!(error instanceof VaultMeshError)) return error;
  const { code, message } = error;
  switch (code) {
    case 'conflict':
      return tooLargeFor(repository);
    case 'not-found':
      if (error.cause !== undefined) return error;
      return new VaultMeshError(
        'not-found',
        `${told(message, 700)} \`/onboard\`, as a comment here, proposes one; \`npx vaultmesh ledger init ${repository}\` begins it at once.`,
      );
    case 'verification-failed':
    case 'incomplete':
      return new VaultMeshError(
        'conflict',
        `The ledger of ${repository} cannot be read: ${told(message, 700)} \`npx vaultmesh ledger fsck ${repository}\` names everything that is wrong with it.`,
      );
    case 'usage':
    case 'policy':
      return new VaultMeshError(code, told(message, 700));
    default:
      return error;
  }
}

const tooLargeFor = (repository: string): VaultMeshError =>
  new VaultMeshError(
    'conflict',
    `The ledger of ${repository} is too large to be answered from here. Ask it on the command line, which has no such limit: ` +
      `\`npx vaultmesh query "…" --repository ${repository}\`, \`npx vaultmesh timeline --repository ${repository}\`, and one record by \`npx vaultmesh ledger show ${repository} OPERATION --all\`.`,
  );
