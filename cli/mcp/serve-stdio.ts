import type { McpServerFactory } from '@modelcontextprotocol/server';
import { serveStdio, StdioServerTransport } from '@modelcontextprotocol/server/stdio';

/** The longest message that is taken, in bytes. */
const MAX_MESSAGE = 262_144;

/**
 * Serves whoever started the process over its standard input and output, until the input, the output or the process ends,
 * or a message is too long; what is running then is not answered.
 */
export async function serveOverStdio(
  factory: McpServerFactory,
  { ended, onFault }: { ended: Promise<unknown>; onFault: (error: Error) => void },
): Promise<void> {
  const transport = new EndingTransport(process.stdin, process.stdout, { maxBufferSize: MAX_MESSAGE });
  const served = serveStdio(factory, { transport, onerror: onFault });
  await Promise.race([transport.closed, ended]);
  await served.close();
  // It may be open still; a pipe that is only paused can keep the process from ending.
  process.stdin.destroy();
}

/** Tells when it has closed itself. */
class EndingTransport extends StdioServerTransport {
  readonly #closed = Promise.withResolvers<undefined>();
  readonly closed = this.#closed.promise;

  override async close(): Promise<void> {
    await super.close();
    this.#closed.resolve(undefined);
  }
}
