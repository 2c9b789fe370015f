import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

import { describe, expect, it } from '@jest/globals';

import { runProgram } from '../../../cli/program.ts';
import { project } from '../../project.ts';
import { memoryTerminal } from '../memory-terminal.ts';

interface Configuration {
  readonly mcpServers?: Readonly<Record<string, { command: string; args: string[] }>>;
  readonly servers?: Configuration['mcpServers'];
}

/** The servers that the JSON in a document starts. */
async function serversIn(path: string): Promise<{ command: string; args: string[] }[]> {
  const text = await readFile(join(project, path), 'utf8');
  const blocks = [...text.matchAll(/^```json\n(.*?)^```$/gmsu)].map(([, json = '']) => json);
  return blocks
    .filter((json) => json.includes('vaultmesh'))
    .flatMap((json) => {
      const { mcpServers, servers } = JSON.parse(json) as Configuration;
      return Object.values({ ...mcpServers, ...servers });
    });
}

describe('the configuration that is documented', () => {
  it.each(['README.md', 'docs/mcp.md'])('of %s starts the server with options that it has', async (path) => {
    const servers = await serversIn(path);
    expect(servers.length).toBeGreaterThan(0);
    for (const { command, args } of servers) {
      expect([command, args[0]]).toEqual(['vaultmesh', 'mcp']);
      const terminal = memoryTerminal();
      expect(await runProgram(['mcp', '--help'], terminal)).toBe(0);
      for (const option of args.filter((word) => word.startsWith('--'))) {
        expect(terminal.printed.join('\n')).toContain(`${option} <`);
      }
    }
  });
});
