import { succeeded } from '../../core/common/outcome.ts';
import { endRotation, parseSignerKey } from '../../core/remembrancer/ledger/index.ts';
import { LOG_KEY as SECRET } from '../../core/remembrancer/provision/index.ts';
import { LOG_KEY } from '../log-key-option.ts';
import { repositoryAddress } from '../repository.ts';
import type { CommandReport } from '../run-command.ts';
import { requiredSecret } from '../secret.ts';
import type { Terminal } from '../terminal.ts';
import { withGitStore } from '../with-git-store.ts';

export interface RetireOptions {
  readonly json?: true;
  readonly branch: string;
  readonly logKey?: string;
}

/** Ends the replacement of a ledger's key: the previous one signs no more. */
export async function retireKey(
  terminal: Terminal,
  repository: string,
  options: RetireOptions,
): Promise<CommandReport> {
  const address = repositoryAddress(repository, terminal);
  const signer = parseSignerKey(await requiredSecret(terminal, { ...LOG_KEY.source, file: options.logKey }));
  const { index } = await withGitStore(terminal, address, options.branch, (store) =>
    endRotation(store, signer, { clock: terminal.clock, random: Math.random }),
  );
  const retired = signer.previous?.verifierKey;
  const { name, verifierKey } = signer;
  return {
    outcome: succeeded(`Entry ${index} of ${name} says that the previous key signs no more.`, {
      origin: name,
      verifierKey,
      retired,
      index,
    }),
    lines: [
      `retired  ${retired ?? ''}`,
      `Keep only the first line of the log key as the secret ${SECRET.secret} of the environment "${SECRET.environment}".`,
    ],
  };
}
