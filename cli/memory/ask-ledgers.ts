import { VaultMeshError } from '../../core/common/error.ts';
import { repositoryAddress } from '../repository.ts';
import type { CommandReport } from '../run-command.ts';
import type { Terminal } from '../terminal.ts';
import { askMemory } from './ask-memory.ts';
import { type AskedLedger, recordsOf } from './asked-ledger.ts';
import type { Answer } from './formats.ts';
import { gitDecisionTexts } from './git-decision-texts.ts';
import type { RecordsOptions } from './memory-options.ts';

/**
 * Answers from the ledger of `--repository`, or from all ledgers of `--org`, and says so where there is nothing because no
 * record has the component that is asked for. Throws `usage` for neither.
 */
export async function askLedgers(
  terminal: Terminal,
  options: RecordsOptions,
  answerFrom: (ledgers: readonly AskedLedger[]) => Answer | Promise<Answer>,
): Promise<CommandReport> {
  const { repository, org, component } = options;
  const answer = async (ledgers: readonly AskedLedger[]): Promise<Answer> => {
    const given = await answerFrom(ledgers);
    const isKnown = recordsOf(ledgers).some((record) => record.component === component);
    if (component === undefined || given.items.length > 0 || isKnown) return given;
    return { ...given, remark: `No record has the component "${component}".` };
  };
  if (repository !== undefined) {
    const texts = gitDecisionTexts(terminal, repositoryAddress(repository, terminal));
    return askMemory(terminal, { ...options, repository }, (memory) => answer([{ memory, texts }]));
  }
  if (org === undefined) {
    throw new VaultMeshError('usage', 'Say what to ask: --repository REPOSITORY, or --org OWNER.');
  }
  const { askOrganization } = await import('./ask-organization.ts');
  return askOrganization(terminal, { ...options, org }, answer);
}
