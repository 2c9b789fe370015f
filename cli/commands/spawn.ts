import { resolve } from 'node:path';

import { VaultMeshError } from '../../core/common/error.ts';
import { succeeded } from '../../core/common/outcome.ts';
import type { SpawnPlan, SpawnRequest } from '../../core/spawn/index.ts';
import type { AddCommand } from '../add-command.ts';
import { leafCommand } from '../leaf-command.ts';
import { quoted } from '../quoted.ts';
import type { CommandReport } from '../run-command.ts';
import type { Terminal } from '../terminal.ts';
import { withEndingSignal } from '../with-ending-signal.ts';
import { spawnVerifyCommand } from './spawn/verify.ts';

const EXAMPLES = [
  'spawn my-service --language python --owner acme --dry-run',
  'spawn my-service --language python --owner acme --out my-service',
  'spawn my-worker --kind worker --with-mcp --with-mq nats --owner acme --out my-worker',
  'spawn my-cart --owner acme --overlay platform --out my-cart',
  'spawn my-shop --owner acme --record-action acme/record@v1 --platform decisions --out my-shop',
];

interface SpawnOptions {
  readonly json?: true;
  readonly language?: string;
  readonly kind?: string;
  readonly withMcp?: true;
  readonly withMq?: string;
  readonly owner?: string;
  readonly description?: string;
  readonly license?: string;
  readonly recordAction?: string;
  readonly platform?: string;
  readonly overlay?: string;
  readonly dryRun?: true;
  readonly plan?: string;
  readonly out?: string;
}

export const spawnCommand: AddCommand = (program, terminal, run) => {
  const command = leafCommand(
    program,
    'spawn',
    'write a finished service repository to a new folder',
    EXAMPLES,
  )
    .argument(
      '<name>',
      '3 to 63 small letters, digits and single hyphens, a letter first; not a reserved word',
    )
    .option(
      '--language <language>',
      'language, such as go, rust or typescript; by default what the overlay says, else python',
    )
    .option(
      '--kind <kind>',
      'service, which answers requests, or worker, which does jobs; by default what the overlay says, else service',
    )
    .option('--with-mcp', 'with an MCP server that shows documents and decisions to assistants')
    .option('--with-mq <broker>', 'with CloudEvents over this broker: rabbitmq or nats')
    .option('--owner <owner>', 'the GitHub organisation or user that will own the repository; required')
    .option('--description <text>', 'what the service is for, in a sentence')
    .option('--license <id>', 'MIT, Apache-2.0 or Proprietary; by default what the overlay says, else MIT')
    .option(
      '--record-action <action>',
      'the Action that records releases, OWNER/REPO@REF (or VAULTMESH_RECORD_ACTION); by default vaultmesh/record@v1',
    )
    .option(
      '--platform <name>',
      "the organisation's repository that holds the decisions (or VAULTMESH_PLATFORM); by default platform",
    )
    .option(
      '--overlay <directory>',
      "a clone of the organisation's platform repository, whose .github/vaultmesh has files and defaults",
    )
    .option(
      '--dry-run',
      'only show the plan: files with their bytes, tree id, and the hash that stands for all of it',
    )
    .option('--plan <hash>', 'make exactly the plan with this hash, or nothing')
    .option('--out <directory>', 'the folder to make; it must not exist yet; required unless --dry-run')
    .action((name: string, options: SpawnOptions) => run(options, () => spawn(terminal, name, options)));
  spawnVerifyCommand(command, terminal, run);
};

async function spawn(terminal: Terminal, name: string, options: SpawnOptions): Promise<CommandReport> {
  const { checkPlan, parseSpawnRequest, planSpawn, readOverlay, writeService } =
    await import('../../core/spawn/index.ts');
  const { out } = options;
  const overlay =
    options.overlay === undefined
      ? undefined
      : await readOverlay(resolve(terminal.directory, options.overlay));
  const request = parseSpawnRequest(requestOf(name, options), overlay?.defaults);
  const { GITHUB_SERVER_URL: serverUrl, VAULTMESH_PLATFORM, VAULTMESH_RECORD_ACTION } = terminal.environment;
  const recordAction = options.recordAction ?? (VAULTMESH_RECORD_ACTION || undefined);
  const platform = options.platform ?? (VAULTMESH_PLATFORM || undefined);
  const settings = {
    ...(serverUrl && { serverUrl }),
    ...(recordAction !== undefined && { recordAction }),
    ...(platform !== undefined && { platform }),
  };
  const plan = planSpawn(request, settings, overlay);
  if (options.plan !== undefined) checkPlan(plan, options.plan);
  if (options.dryRun) return showPlan(request, plan);
  if (out === undefined) {
    throw new VaultMeshError('usage', 'The folder to make is missing. Name it with --out, or add --dry-run.');
  }
  const directory = resolve(terminal.directory, out);
  await withEndingSignal((signal) => writeService(plan.files, directory, signal));
  const { files, tree, hash, overlay: commit } = plan;
  const next = `cd ${quoted(out)} && make test; to release it, follow "The ledger" in its README.md`;
  return {
    outcome: succeeded(`${name} is in ${out}: ${files.length} files, one commit. Next: ${next}`, {
      name,
      directory,
      files: files.length,
      tree,
      ...(commit !== undefined && { overlay: commit }),
      plan: hash,
    }),
  };
}

/** What the words ask for. What they do not say is left to the overlay and the schema. */
function requestOf(name: string, options: SpawnOptions): object {
  const { language, kind, withMcp, withMq, owner, description, license } = options;
  return {
    name,
    mcp: withMcp === true,
    ...(language !== undefined && { language }),
    ...(kind !== undefined && { kind }),
    ...(withMq !== undefined && { mq: withMq }),
    ...(owner !== undefined && { owner }),
    ...(description !== undefined && { description }),
    ...(license !== undefined && { license }),
  };
}

function showPlan(request: SpawnRequest, { files, tree, hash, overlay }: SpawnPlan): CommandReport {
  const { name, kind, language, mcp, mq, license, owner } = request;
  const options = [...(mcp ? ['mcp'] : []), ...(mq === 'none' ? [] : [mq])];
  const message = `Nothing was made. To make this: the same command with --plan ${hash} and --out.`;
  return {
    lines: [
      ...files.map(({ path, content }) => `${String(content.length).padStart(7)}  ${path}`),
      `request ${[kind, language, ...options, license].join(', ')}, owned by ${owner}`,
      `files   ${files.length}`,
      `tree    ${tree}`,
      ...(overlay === undefined ? [] : [`overlay ${overlay}`]),
      'policy  allowed',
      // On disk nothing is asked of GitHub; /spawn --dry-run lists what that door would call.
      'calls   none',
      `plan    ${hash}`,
    ],
    outcome: succeeded(message, {
      name,
      files: files.map(({ path, mode, content }) => ({ path, mode, bytes: content.length })),
      tree,
      ...(overlay !== undefined && { overlay }),
      policy: 'allowed',
      calls: [],
      plan: hash,
    }),
  };
}
