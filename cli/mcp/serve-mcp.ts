import { resolve } from 'node:path';

import manifest from '../../package.json' with { type: 'json' };
import { VaultMeshError } from '../../core/common/error.ts';
import { succeeded } from '../../core/common/outcome.ts';
import {
  gitStore,
  type NoteVerifier,
  parseVerifierKey,
  readHead,
} from '../../core/remembrancer/ledger/index.ts';
import { policyOf } from '../../core/remembrancer/trust/index.ts';
import { explainLedgerError } from '../explain-ledger-error.ts';
import { gitDecisionTexts } from '../memory/git-decision-texts.ts';
import { readTrustFile } from '../read-trust-file.ts';
import { repositoryAddress } from '../repository.ts';
import type { CommandReport } from '../run-command.ts';
import type { Terminal } from '../terminal.ts';
import { endOfProcess } from './ending.ts';
import { faultLine } from './fault-line.ts';
import { newMark } from './fence.ts';
import { isLoopback, type ListenAddress, listenAddress } from './http/listen-address.ts';
import { liveLedger } from './live-ledger.ts';
import type { McpContext } from './mcp-context.ts';
import type { McpOptions } from './mcp-options.ts';
import { mcpServer } from './mcp-server.ts';
import { serveHttp } from './serve-http.ts';
import { serveOverStdio } from './serve-stdio.ts';
import { proposeDecision } from './tools/propose-decision.ts';
import { signing } from './tools/signing.ts';
import { verification } from './tools/verification.ts';

/** Serves what a ledger remembers by the Model Context Protocol, until its input ends or the process is told to end. */
export async function serveMcp(
  terminal: Terminal,
  options: McpOptions,
  program: string,
): Promise<CommandReport> {
  const address = listenTo(options);
  const { branch, allowHost, allowWrite } = options;
  const repository = repositoryAddress(options.repository, terminal);
  const logs = await logsOf(terminal, options);
  const { clock, environment } = terminal;
  const { ended, forget } = endOfProcess();
  const stop = new AbortController();
  const store = gitStore({ url: repository.url, branch, env: environment, signal: stop.signal });
  try {
    // What is wrong with the repository is told at once, and not with the first question.
    const { checkpoint } = await readHead(store, logs).catch(async (error: unknown) => {
      throw await explainLedgerError(terminal, { url: repository.url, branch }, error);
    });
    const texts = gitDecisionTexts(terminal, repository);
    const live = liveLedger(store, { clock, texts, ...(logs && { logs }) });
    const context: McpContext = {
      live,
      newMark,
      version: manifest.version,
      verify: verification(terminal, live, options),
      ...(allowWrite && {
        write: { sign: signing(terminal, options), propose: proposeDecision(terminal, repository) },
      }),
    };
    const factory = () => mcpServer(context);
    const onFault = (error: Error): void => {
      terminal.tell(faultLine(program, error));
    };
    await (address === undefined
      ? serveOverStdio(factory, { ended, onFault })
      : serveHttp(terminal, factory, address, { ended, onFault, allowedHosts: allowHost }));
    return {
      outcome: succeeded('The server has stopped.', { origin: checkpoint.origin }),
      // Standard output was the protocol's.
      isDocument: true,
    };
  } finally {
    stop.abort();
    await store.close();
    forget();
  }
}

/** The address of HTTP; `undefined` for standard input and output. Throws `usage` for what is not safe together. */
function listenTo({ http, json, allowRemote, allowWrite, allowHost }: McpOptions): ListenAddress | undefined {
  if (http === undefined) {
    if (!json && !allowRemote && allowHost.length === 0) return undefined;
    throw new VaultMeshError('usage', '--json, --allow-remote and --allow-host are for --http.');
  }
  const address = listenAddress(http);
  if (isLoopback(address.host)) return address;
  if (!allowRemote) {
    throw new VaultMeshError(
      'usage',
      `${address.host} can be reached from other machines, and the server asks nobody who they are: listen on 127.0.0.1 behind a proxy that does, or give --allow-remote.`,
    );
  }
  if (!allowWrite) return address;
  throw new VaultMeshError(
    'usage',
    'What others can reach must not write: give one of --allow-remote and --allow-write.',
  );
}

/** The keys that the checkpoint must be signed with: the one given, else those of the trust file that was given. */
async function logsOf(
  terminal: Terminal,
  { vkey, trust }: McpOptions,
): Promise<readonly NoteVerifier[] | undefined> {
  if (vkey !== undefined) return [parseVerifierKey(vkey)];
  if (trust === undefined) return undefined;
  return policyOf(await readTrustFile(terminal, resolve(terminal.directory, trust))).logs;
}
