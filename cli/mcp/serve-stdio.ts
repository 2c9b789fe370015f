import { once } from 'node:events';

import type { McpServerFactory } from '@modelcontextprotocol/server';
import { serveStdio, StdioServerTransport } from '@modelcontextprotocol/server/stdio';

/** The longest message that is taken, in bytes. */
const MAX_MESSAGE = 262_144;

/**
 * Serves whoever started the process over its standard input and output, until the input or the process ends; what is
 * running then is not answered.
 */
export async function serveOverStdio(
  factory: McpServerFactory,
  { ended, onFault }: { ended: Promise<unknown>; onFault: (error: Error) => void },
): Promise<void> {
  const { stdin, stdout } = process;
  const transport = new StdioServerTransport(stdin, stdout, { maxBufferSize: MAX_MESSAGE });
  // A file ends without closing, and a pipe may close without an end.
  const inputEnds = Promise.race([once(stdin, 'end'), once(stdin, 'close')]);
  const served = serveStdio(factory, { transport, onerror: onFault });
  await Promise.race([inputEnds, ended]);
  await served.close();
}
