import type { McpServer } from '@modelcontextprotocol/server';
import { z } from 'zod';

import { VaultMeshError } from '../../../core/common/error.ts';
import type { McpContext } from '../mcp-context.ts';
import { outcomeResult, toolResult } from './tool-result.ts';

const INPUT = z.object({
  sha256: z
    .string()
    .regex(/^[0-9a-f]{64}$/)
    .optional()
    .describe('its digest; the proof is taken from the ledger'),
  path: z
    .string()
    .min(1)
    .max(4_096)
    .optional()
    .describe("in the server's folder, with its .vmproof beside it"),
});

/** Registers the check of an artifact. By what it is judged, the server was told when it was started. */
export function addVerifyArtifact(server: McpServer, { verify, newMark }: McpContext): void {
  server.registerTool(
    'verify_artifact',
    {
      title: 'Verify an artifact',
      description:
        'Is a file what the ledger says it is? Give sha256 or path; a path checks more, OpenPGP signatures too.',
      inputSchema: INPUT,
      annotations: { readOnlyHint: true, idempotentHint: true, openWorldHint: false },
    },
    ({ sha256, path }) =>
      toolResult(newMark, async () => {
        const { outcome } = await verificationOf(verify, sha256, path);
        return outcomeResult(outcome, newMark);
      }),
  );
}

function verificationOf(
  verify: McpContext['verify'],
  sha256: string | undefined,
  path: string | undefined,
): ReturnType<McpContext['verify']['byPath']> {
  if (sha256 !== undefined && path === undefined) return verify.byDigest(sha256);
  if (path !== undefined && sha256 === undefined) return verify.byPath(path);
  throw new VaultMeshError('usage', 'Give one of sha256 and path.');
}
