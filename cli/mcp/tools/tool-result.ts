import type { CallToolResult } from '@modelcontextprotocol/server';

import { asVaultMeshError } from '../../../core/common/error.ts';
import type { Outcome } from '../../../core/common/outcome.ts';
import { printable } from '../../../core/common/printable.ts';
import { clipped, fencedItems, type NewMark, noticeOf } from '../fence.ts';

const LONGEST_ERROR = 1_000;

export const textResult = (text: string): CallToolResult => ({ content: [{ type: 'text', text }] });

/** An outcome as `--json` prints it: the reason in the server's words, the rest fenced, since it quotes what was checked. */
export function outcomeResult(outcome: Outcome<unknown>, newMark: NewMark): CallToolResult {
  const mark = newMark();
  return textResult([`Outcome: ${outcome.reason}.`, noticeOf(mark), fencedItems([outcome], mark)].join('\n'));
}

/** What `work` gives; what it throws is told to the model as an error of the tool, which may then do better. */
export async function toolResult(work: () => Promise<CallToolResult>): Promise<CallToolResult> {
  try {
    return await work();
  } catch (error) {
    const { code, message } = asVaultMeshError(error);
    return { ...textResult(`${code}: ${clipped(printable(message), LONGEST_ERROR)}`), isError: true };
  }
}
