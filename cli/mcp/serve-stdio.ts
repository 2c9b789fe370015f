import { once } from 'node:events';

import type { McpServerFactory } from '@modelcontextprotocol/server';
import { serveStdio, StdioServerTransport } from '@modelcontextprotocol/server/stdio';

import type { Terminal } from '../terminal.ts';
import { safeJson } from '../safe-json.ts';

/** The longest message that is taken, in bytes. */
const MAX_MESSAGE = 262_144;

/** Serves whoever started the process over its standard input and output, until the input or the process ends. */
export async function serveOverStdio(
  terminal: Terminal,
  factory: McpServerFactory,
  ended: Promise<unknown>,
): Promise<void> {
  const { stdin, stdout } = process;
  const transport = new StdioServerTransport(stdin, stdout, { maxBufferSize: MAX_MESSAGE });
  // A file ends without closing, and a pipe may close without an end.
  const inputEnds = Promise.race([once(stdin, 'end'), once(stdin, 'close')]);
  const served = serveStdio(factory, {
    transport,
    onerror: ({ message }) => {
      terminal.tell(`error: ${safeJson(message)}`);
    },
  });
  await Promise.race([inputEnds, ended]);
  await served.close();
}
