import type { McpServer } from '@modelcontextprotocol/server';
import { z } from 'zod';

import type { McpContext } from '../mcp-context.ts';
import { outcomeResult, toolResult } from './tool-result.ts';

const INPUT = z.object({ path: z.string().min(1).max(4_096).describe("in the server's folder") });

/** Registers signing, with the key that the server was started with. */
export function addSignArtifact(
  server: McpServer,
  { newMark, write }: McpContext & Required<Pick<McpContext, 'write'>>,
): void {
  server.registerTool(
    'sign_artifact',
    {
      title: 'Sign an artifact',
      description: 'Writes a detached OpenPGP signature (.asc) beside a file. It records nothing.',
      inputSchema: INPUT,
      annotations: {
        readOnlyHint: false,
        destructiveHint: false,
        idempotentHint: true,
        openWorldHint: false,
      },
    },
    ({ path }) => toolResult(newMark, async () => outcomeResult((await write.sign(path)).outcome, newMark)),
  );
}
