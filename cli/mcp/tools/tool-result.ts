import type { CallToolResult } from '@modelcontextprotocol/server';

import type { Outcome } from '../../../core/common/outcome.ts';
import { faultText } from '../fault-text.ts';
import { fencedItems, type NewMark, noticeOf } from '../fence.ts';

export const textResult = (text: string): CallToolResult => ({ content: [{ type: 'text', text }] });

/** An outcome as `--json` prints it: the reason in the server's words, the rest fenced, since it quotes what was checked. */
export function outcomeResult(outcome: Outcome<unknown>, newMark: NewMark): CallToolResult {
  const mark = newMark();
  return textResult([`Outcome: ${outcome.reason}.`, noticeOf(mark), fencedItems([outcome], mark)].join('\n'));
}

/** What `work` gives; what it throws is told to the model as an error of the tool, which may then do better. */
export async function toolResult(
  newMark: NewMark,
  work: () => Promise<CallToolResult>,
): Promise<CallToolResult> {
  try {
    return await work();
  } catch (error) {
    return { ...textResult(faultText(error, newMark)), isError: true };
  }
}
