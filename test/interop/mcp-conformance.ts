import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Launch } from '../templates/contract/languages.ts';
import { bridgeMcp, type McpBridge } from './mcp-bridge.ts';
import { interopFolder } from './tools.ts';

const run = promisify(execFile);
const PROGRAM = join(interopFolder, 'node_modules/@modelcontextprotocol/conformance/dist/index.js');

/** The scenarios that ask for nothing but the protocol; the others ask for a server with their own tools, resources and prompts. */
const SCENARIOS = ['server-initialize', 'ping', 'tools-list', 'resources-list'];

/** The official conformance client, https://github.com/modelcontextprotocol/conformance, which speaks HTTP only. */
export function describeConformance(launch: () => Launch): void {
  describe('MCP conformance', () => {
    let bridge: McpBridge | undefined;

    beforeAll(async () => {
      bridge = await bridgeMcp(launch().directory);
    });

    afterAll(() => bridge?.close());

    it.each(SCENARIOS)('%s', async (scenario) => {
      const words = ['server', '--url', bridge?.url ?? '', '--scenario', scenario];
      const { stdout } = await run(process.execPath, [PROGRAM, ...words], { cwd: interopFolder });
      expect(stdout).toMatch(/Passed: (\d+)\/\1, 0 failed, 0 warnings/);
    });
  });
}
