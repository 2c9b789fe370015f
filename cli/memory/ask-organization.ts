import { toBase64 } from '../../core/common/bytes.ts';
import { counted } from '../../core/common/counted.ts';
import type { ReasonCode } from '../../core/common/outcome.ts';
import type { CommandReport } from '../run-command.ts';
import type { Terminal } from '../terminal.ts';
import type { AskedLedger } from './asked-ledger.ts';
import { formatAnswer } from './format-answer.ts';
import { type Answer, type Format, remarkOf } from './formats.ts';
import { organizationLedgers } from './organization-ledgers.ts';

/**
 * Reads the ledgers of an owner and answers from all of them. Where one cannot be read the answer is that of the others, and
 * the outcome is `incomplete` and names it.
 */
export async function askOrganization(
  terminal: Terminal,
  { org, branch, format }: { org: string; branch: string; format: Format },
  answerFrom: (ledgers: readonly AskedLedger[]) => Answer | Promise<Answer>,
): Promise<CommandReport> {
  const { ledgers, failed } = await organizationLedgers(terminal, org, branch);
  const answer = await answerFrom(ledgers);
  const isMissing = answer.mustFind === true && answer.items.length === 0;
  const found = isMissing ? 'Nothing found' : counted(answer.items.length, 'result');
  const reason: ReasonCode = failed.length > 0 ? 'incomplete' : isMissing ? 'not-found' : 'done';
  const failures = failed.map(({ repository, message }) => ` Not read: ${repository}: ${message}`);
  return {
    outcome: {
      schema: 1,
      reason,
      message: `${found} from ${counted(ledgers.length, 'ledger')} of ${org}, each proven against its checkpoint.${remarkOf(answer)}${failures.join('')}`,
      result: {
        owner: org,
        ledgers: ledgers.map(({ repository, memory: { checkpoint, verifierKey, size, root } }) => ({
          repository,
          origin: checkpoint.origin,
          size,
          root: toBase64(root),
          verifierKey,
        })),
        failed,
        items: answer.items,
      },
    },
    lines: formatAnswer(answer, format),
    isDocument: format !== 'table',
  };
}
