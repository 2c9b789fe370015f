import { toBase64 } from '../../core/common/bytes.ts';
import { counted } from '../../core/common/counted.ts';
import { parseIndex } from '../../core/common/decimal.ts';
import { VaultMeshError } from '../../core/common/error.ts';
import { succeeded } from '../../core/common/outcome.ts';
import { type Memory, readMemory } from '../../core/remembrancer/memory/index.ts';
import { withLedger } from '../ledger/open-ledger.ts';
import type { CommandReport } from '../run-command.ts';
import type { Terminal } from '../terminal.ts';
import { formatAnswer } from './format-answer.ts';
import { type Answer, remarkOf } from './formats.ts';
import type { MemoryOptions } from './memory-options.ts';

/**
 * Reads what a ledger remembers and answers from it. The outcome has the items of the answer and what they are proven by:
 * the tree that they are of, the checkpoint, and the consistency proof from one to the other.
 */
export async function askMemory(
  terminal: Terminal,
  options: MemoryOptions,
  answerFrom: (memory: Memory) => Answer | Promise<Answer>,
): Promise<CommandReport> {
  const asOf = options.asOf === undefined ? undefined : sizeIn(options.asOf);
  const memory = await withLedger(terminal, options.repository, options, (store, ledger) =>
    readMemory(store, ledger, asOf === undefined ? {} : { asOf }),
  );
  const answer = await answerFrom(memory);
  const { checkpoint, verifierKey, size, root, proof } = memory;
  const isMissing = answer.mustFind === true && answer.items.length === 0;
  const found = isMissing ? 'Nothing found' : counted(answer.items.length, 'result');
  const basis =
    size === checkpoint.size
      ? `${counted(size, 'entry', 'entries')} of ${checkpoint.origin}`
      : `${checkpoint.origin} as it stood at ${counted(size, 'entry', 'entries')} of now ${checkpoint.size}`;
  return {
    outcome: {
      ...succeeded(`${found} from ${basis}, proven against the checkpoint.${remarkOf(answer)}`, {
        origin: checkpoint.origin,
        size,
        root: toBase64(root),
        checkpoint: { size: checkpoint.size, root: toBase64(checkpoint.root), verifierKey },
        consistency: proof.map(toBase64),
        items: answer.items,
      }),
      ...(isMissing && { reason: 'not-found' }),
    },
    lines: formatAnswer(answer, options.format),
    isDocument: options.format !== 'table',
  };
}

/** The size that `--as-of` names. Throws `usage` for what is none. */
export function sizeIn(text: string): number {
  const size = parseIndex(text);
  if (size !== undefined) return size;
  throw new VaultMeshError('usage', `--as-of takes a number of entries, not "${text}".`);
}
