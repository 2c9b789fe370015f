import { McpServer } from '@modelcontextprotocol/server';

import { INSTRUCTIONS } from './instructions.ts';
import { labelledLedger } from './labelled-ledger.ts';
import type { McpContext } from './mcp-context.ts';
import { addPrompts } from './prompts/prompts.ts';
import { addMerkleResources } from './resources/merkle-resources.ts';
import { addRecordResources } from './resources/record-resources.ts';
import { addRecordDecision } from './tools/record-decision.ts';
import { addSearchMemories } from './tools/search-memories.ts';
import { addSignArtifact } from './tools/sign-artifact.ts';
import { addVerifyArtifact } from './tools/verify-artifact.ts';

/** What the server offers does not change while it runs. */
const LISTS = { ttlMs: 300_000, cacheScope: 'private' } as const;

/** Nobody is told of changes: a client asks again. */
const FIXED = { listChanged: false } as const;

/** More values in the arguments of one call than any of ours has. */
const MOST_VALUES = 1_000;

/** One server of the Model Context Protocol, for one connection or one request, of either generation of the protocol. */
export function mcpServer(context: McpContext): McpServer {
  const server = new McpServer(
    { name: 'vaultmesh', title: 'VaultMesh', version: context.version },
    {
      instructions: INSTRUCTIONS,
      maxToolInputElements: MOST_VALUES,
      capabilities: { tools: FIXED, prompts: FIXED, resources: FIXED },
      cacheHints: { 'tools/list': LISTS, 'prompts/list': LISTS, 'resources/templates/list': LISTS },
    },
  );
  const labelled = { ...context, live: labelledLedger(context.live, context.newMark) };
  addRecordResources(server, labelled);
  addMerkleResources(server, labelled);
  addPrompts(server, labelled);
  addSearchMemories(server, context);
  addVerifyArtifact(server, context);
  const { write } = context;
  if (write !== undefined) {
    addSignArtifact(server, { ...context, write });
    addRecordDecision(server, { ...context, write });
  }
  return server;
}
