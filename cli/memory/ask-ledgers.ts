import { VaultMeshError } from '../../core/common/error.ts';
import { repositoryAddress } from '../repository.ts';
import type { CommandReport } from '../run-command.ts';
import type { Terminal } from '../terminal.ts';
import { askMemory } from './ask-memory.ts';
import type { AskedLedger } from './asked-ledger.ts';
import type { Answer } from './formats.ts';
import { gitDecisionTexts } from './git-decision-texts.ts';
import type { AskOptions } from './memory-options.ts';

/** Answers from the ledger of `--repository`, or from all ledgers of `--org`. Throws `usage` for neither. */
export async function askLedgers(
  terminal: Terminal,
  options: AskOptions,
  answerFrom: (ledgers: readonly AskedLedger[]) => Answer | Promise<Answer>,
): Promise<CommandReport> {
  const { repository, org } = options;
  if (repository !== undefined) {
    const texts = gitDecisionTexts(terminal, repositoryAddress(repository, terminal));
    return askMemory(terminal, { ...options, repository }, (memory) => answerFrom([{ memory, texts }]));
  }
  if (org === undefined) {
    throw new VaultMeshError('usage', 'Say what to ask: --repository REPOSITORY, or --org OWNER.');
  }
  const { askOrganization } = await import('./ask-organization.ts');
  return askOrganization(terminal, { ...options, org }, answerFrom);
}
