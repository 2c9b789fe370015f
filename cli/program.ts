import { Command, CommanderError } from 'commander';

import manifest from '../package.json' with { type: 'json' };
import { asVaultMeshError, EXIT_CODES, VaultMeshError } from '../core/common/error.ts';
import { failed } from '../core/common/outcome.ts';
import { adrCommand } from './commands/adr.ts';
import { backfillCommand } from './commands/backfill.ts';
import { covenantCommand } from './commands/covenant.ts';
import { doctorCommand } from './commands/doctor.ts';
import { exportProofCommand } from './commands/export-proof.ts';
import { graphCommand } from './commands/graph.ts';
import { ledgerCommand } from './commands/ledger.ts';
import { listCommand } from './commands/list.ts';
import { mcpCommand } from './commands/mcp.ts';
import { proofCommand } from './commands/proof.ts';
import { queryCommand } from './commands/query.ts';
import { receiptCommand } from './commands/receipt.ts';
import { recordCommand } from './commands/record.ts';
import { signCommand } from './commands/sign.ts';
import { siteCommand } from './commands/site.ts';
import { spawnCommand } from './commands/spawn.ts';
import { timelineCommand } from './commands/timeline.ts';
import { timestampCommand } from './commands/timestamp.ts';
import { trustCommand } from './commands/trust.ts';
import { verifyCommand } from './commands/verify.ts';
import { inTodaysWords } from './legacy-verbs/legacy-verbs.ts';
import { refuseRepeatedOptions } from './refuse-repeated-options.ts';
import { redactingTerminal } from './redacting-terminal.ts';
import { runCommand, type RunCommand } from './run-command.ts';
import type { Terminal } from './terminal.ts';

const EXIT_CODE_HELP = `
Exit codes: 0 ok, 1 internal, 2 usage, 3 not found, 4 not permitted, 5 verification failed,
6 incomplete (a required layer is absent or untrusted), 7 conflict, 8 network, 9 policy.`;

/** One command line under two names: `remembrancer` is what works on ledgers, and spawns nothing. */
const DESCRIPTIONS = {
  vaultmesh: 'Spawn services, record releases on a transparency log in git, and verify them offline.',
  remembrancer: 'Record releases and decisions on a transparency log in git, ask it, and verify offline.',
} as const;

export type ProgramName = keyof typeof DESCRIPTIONS;

/** Runs a program with the arguments after its name and resolves to the exit code. */
export async function runProgram(
  argv: readonly string[],
  here: Terminal,
  name: ProgramName = 'vaultmesh',
): Promise<number> {
  const terminal = redactingTerminal(here);
  // What a program reads is one line of JSON, for wrong words too, and nothing beside it.
  const isForProgram = argv.includes('--json');
  let code = 0;
  const run: RunCommand = async (options, work) => {
    code = await runCommand(terminal, options, work, name);
  };
  const program = new Command(name)
    .description(DESCRIPTIONS[name])
    .version(manifest.version)
    .enablePositionalOptions()
    .exitOverride()
    .configureOutput({
      writeOut: (text) => {
        terminal.print(text.trimEnd());
      },
      writeErr: (text) => {
        if (!isForProgram) terminal.tell(text.trimEnd());
      },
      outputError: (text, write) => {
        write(text.replace(/^error:/, `${name}:`));
      },
    })
    .showHelpAfterError('Add --help for what it takes, with examples.')
    .addHelpText('after', EXIT_CODE_HELP);
  const commands = [
    ...(name === 'vaultmesh' ? [spawnCommand] : []),
    recordCommand,
    backfillCommand,
    signCommand,
    timestampCommand,
    verifyCommand,
    proofCommand,
    exportProofCommand,
    trustCommand,
    ledgerCommand,
    adrCommand,
    covenantCommand,
    listCommand,
    receiptCommand,
    timelineCommand,
    graphCommand,
    siteCommand,
    queryCommand,
    mcpCommand,
    doctorCommand,
  ];
  for (const add of commands) add(program, terminal, run);
  refuseRepeatedOptions(program);
  const options: Parameters<RunCommand>[0] = isForProgram ? { json: true } : {};
  const words = await inTodaysWords(argv, terminal).catch((error: unknown) =>
    run(options, () => Promise.reject(asVaultMeshError(error))),
  );
  if (words === undefined) return code;
  try {
    await program.parseAsync(words, { from: 'user' });
    return code;
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    if (error.exitCode === 0) return 0;
    // Commander has told a person already.
    if (isForProgram) {
      terminal.print(
        JSON.stringify(failed(new VaultMeshError('usage', error.message.replace(/^error: /, '')))),
      );
    }
    return EXIT_CODES.usage;
  }
}
