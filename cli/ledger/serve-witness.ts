import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { resolve } from 'node:path';

import { asVaultMeshError, VaultMeshError } from '../../core/common/error.ts';
import { succeeded } from '../../core/common/outcome.ts';
import { type NoteVerifier, parsePolicy } from '../../core/remembrancer/ledger/index.ts';
import { folderState } from '../../core/remembrancer/witness/index.ts';
// Not from the index: with it comes node:http, whose import loads all of fetch.
import { witnessServer } from '../../core/remembrancer/witness/protocol/witness-server.ts';
import { readTrustFile } from '../read-trust-file.ts';
import type { CommandReport } from '../run-command.ts';
import type { Terminal } from '../terminal.ts';
import { openOutputFolder } from '../write-output.ts';
import { type WitnessKeyOptions, witnessKeyOf } from './witness-key.ts';

export interface ServeWitnessOptions extends WitnessKeyOptions {
  readonly json?: true;
  readonly trust: readonly string[];
  readonly state: string;
  readonly listen: string;
}

/** Serves a witness for the logs of the trust files until the process is told to end; what was begun is answered. */
export async function serveWitness(terminal: Terminal, options: ServeWitnessOptions): Promise<CommandReport> {
  const { host, port } = addressOf(options.listen);
  const signer = await witnessKeyOf(terminal, options);
  const logs = (await Promise.all(options.trust.map((file) => logsOf(terminal, file)))).flat();
  if (logs.length === 0) throw new VaultMeshError('usage', 'The trust files name no log to witness.');
  await openOutputFolder(terminal, options.state, '--state');
  const state = folderState(resolve(terminal.directory, options.state));
  const server = witnessServer({ logs, state, signer, clock: terminal.clock }, (line) => {
    terminal.tell(line);
  });
  server.listen(port, host);
  try {
    await once(server, 'listening');
  } catch (cause) {
    throw new VaultMeshError(
      'network',
      `Cannot listen on ${options.listen}: the address is taken or not ours.`,
      { cause },
    );
  }
  const { port: bound } = server.address() as AddressInfo;
  for (const { name } of logs) terminal.tell(`log ${name}`);
  terminal.tell(`witness key ${signer.verifierKey}`);
  terminal.tell(`listening on http://${host.includes(':') ? `[${host}]` : host}:${bound}`);
  await endOfProcess();
  server.close();
  server.closeIdleConnections();
  await once(server, 'close');
  return { outcome: succeeded('The witness has stopped.', { witness: signer.verifierKey }) };
}

/** The keys of the logs that a trust file names. Throws `usage` that names the file and the line of its policy. */
async function logsOf(terminal: Terminal, file: string): Promise<readonly NoteVerifier[]> {
  const { policy } = await readTrustFile(terminal, file);
  try {
    return parsePolicy(policy).logs;
  } catch (error) {
    const { code, message } = asVaultMeshError(error);
    throw new VaultMeshError(code, `${file}: ${message}`, { cause: error });
  }
}

/** `HOST:PORT`, where an IPv6 host stands in brackets. */
function addressOf(listen: string): { host: string; port: number } {
  const [, inBrackets, plain, port = ''] =
    /^(?:\[([0-9a-f:.]+)\]|([^:[\]]+)):([0-9]{1,5})$/iu.exec(listen) ?? [];
  const host = inBrackets ?? plain;
  if (host === undefined || Number(port) > 65_535) {
    throw new VaultMeshError(
      'usage',
      `"${listen}" is no address to listen on; give HOST:PORT, such as 127.0.0.1:7380.`,
    );
  }
  return { host, port: Number(port) };
}

/** Settles when the process is asked to end. */
function endOfProcess(): Promise<void> {
  return new Promise((settle) => {
    const end = (): void => {
      process.off('SIGINT', end).off('SIGTERM', end);
      settle();
    };
    process.on('SIGINT', end).on('SIGTERM', end);
  });
}
