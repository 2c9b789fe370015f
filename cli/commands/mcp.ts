import type { AddCommand } from '../add-command.ts';
import { leafCommand } from '../leaf-command.ts';
import { BRANCH_OPTION, REPOSITORY_OPTION, VERIFIER_KEY_OPTION } from '../ledger-options.ts';
import type { McpOptions } from '../mcp/mcp-options.ts';
import { OPENPGP_KEY_OPTION, OPENPGP_PASSPHRASE_OPTION } from '../openpgp-options.ts';
import { TRUST_OPTION } from '../trust-option.ts';

const EXAMPLES = [
  'mcp --repository https://github.com/acme/my-service',
  'mcp --repository https://github.com/acme/my-service --trust trust.json --folder . --http 7381',
];

export const mcpCommand: AddCommand = (program, terminal, run) => {
  leafCommand(
    program,
    'mcp',
    'serve what a ledger remembers by the Model Context Protocol, over standard input and output',
    EXAMPLES,
  )
    .requiredOption(...REPOSITORY_OPTION)
    .option(...BRANCH_OPTION)
    .option(...VERIFIER_KEY_OPTION)
    .option(...TRUST_OPTION)
    .option('--require <layers>', 'layers that verify_artifact wants beside inclusion, with commas')
    .option(
      '--folder <directory>',
      'the folder whose files clients may have verified and signed; none by default',
    )
    .option('--http <[host:]port>', 'serve over HTTP, at /mcp; the host is 127.0.0.1 by default')
    .option(
      '--allow-host <name...>',
      'further hosts that HTTP requests may be for and pages may call from',
      [],
    )
    .option('--allow-remote', 'listen on an address that other machines reach; nobody is asked who they are')
    .option('--allow-write', 'offer sign_artifact and record_decision, which opens pull requests (GH_TOKEN)')
    .option(...OPENPGP_KEY_OPTION)
    .option(...OPENPGP_PASSPHRASE_OPTION)
    .action((options: McpOptions) =>
      run(options, async () => {
        const { serveMcp } = await import('../mcp/serve-mcp.ts');
        return serveMcp(terminal, options, program.name());
      }),
    );
};
