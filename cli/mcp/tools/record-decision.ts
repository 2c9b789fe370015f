import type { McpServer } from '@modelcontextprotocol/server';
import { z } from 'zod';

import type { McpContext } from '../mcp-context.ts';
import { textResult, toolResult } from './tool-result.ts';

const prose = z.string().min(1).max(20_000);
const line = z
  .string()
  .min(1)
  .max(200)
  .regex(/^[^\p{Cc}\u2028\u2029]*$/u);
const lines = z.array(line).max(50).default([]);

const INPUT = z.object({
  title: line,
  context: prose.describe('the problem, in Markdown'),
  decision: prose.describe('the chosen option and why'),
  consequences: prose.optional(),
  options: lines.describe('all options that were considered'),
  supersedes: lines.describe('such as ADR-0042'),
  affects: lines.describe('globs of paths'),
  tags: lines,
});

/** Registers the proposal of a decision: a pull request, which people accept by merging it. */
export function addRecordDecision(
  server: McpServer,
  { newMark, write }: McpContext & Required<Pick<McpContext, 'write'>>,
): void {
  server.registerTool(
    'record_decision',
    {
      title: 'Propose a decision',
      description:
        'Opens a pull request with a proposed decision record (MADR). People accept it by merging.',
      inputSchema: INPUT,
      annotations: { readOnlyHint: false, destructiveHint: false, idempotentHint: true, openWorldHint: true },
    },
    (proposal) =>
      toolResult(newMark, async () => {
        const { url, path, isNew } = await write.propose(proposal);
        return textResult(
          `${isNew ? 'Opened' : 'There is already'} ${url} with ${path}, status proposed. It is no decision until people merge it.`,
        );
      }),
  );
}
