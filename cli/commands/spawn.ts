import { resolve } from 'node:path';

import { succeeded } from '../../core/common/outcome.ts';
import type { AddCommand } from '../add-command.ts';
import { leafCommand } from '../leaf-command.ts';
import type { CommandReport } from '../run-command.ts';
import type { Terminal } from '../terminal.ts';

const EXAMPLES = [
  'spawn my-service --language python --owner acme --out my-service',
  'spawn my-worker --kind worker --with-mcp --with-mq nats --owner acme --out my-worker',
  'spawn my-shop --owner acme --record-action acme/record@v1 --out my-shop',
];

interface SpawnOptions {
  readonly json?: true;
  readonly language: string;
  readonly kind: string;
  readonly withMcp?: true;
  readonly withMq?: string;
  readonly owner: string;
  readonly description?: string;
  readonly license?: string;
  readonly recordAction?: string;
  readonly out: string;
}

export const spawnCommand: AddCommand = (program, terminal, run) => {
  leafCommand(program, 'spawn <name>', 'write a finished service repository to a new folder', EXAMPLES)
    .option('--language <language>', 'language of the service', 'python')
    .option('--kind <kind>', 'service, which answers requests, or worker, which does jobs', 'service')
    .option('--with-mcp', 'with an MCP server that shows documents and decisions to assistants')
    .option('--with-mq <broker>', 'with CloudEvents over this broker: rabbitmq or nats')
    .requiredOption('--owner <owner>', 'the GitHub organisation or user that will own the repository')
    .option('--description <text>', 'what the service is for, in a sentence')
    .option('--license <id>', 'MIT, Apache-2.0 or Proprietary; by default MIT')
    .option(
      '--record-action <action>',
      'the Action that records releases, OWNER/REPO@REF (or VAULTMESH_RECORD_ACTION); by default vaultmesh/record@v1',
    )
    .requiredOption('--out <directory>', 'the folder to make; it must not exist yet')
    .action((name: string, options: SpawnOptions) => run(options, () => spawn(terminal, name, options)));
};

async function spawn(terminal: Terminal, name: string, options: SpawnOptions): Promise<CommandReport> {
  const { parseSpawnRequest, renderService, treeId, writeService } =
    await import('../../core/spawn/index.ts');
  const { language, kind, withMcp, withMq, owner, description, license, out } = options;
  const request = parseSpawnRequest({
    name,
    language,
    kind,
    mcp: withMcp === true,
    ...(withMq !== undefined && { mq: withMq }),
    owner,
    ...(description && { description }),
    ...(license !== undefined && { license }),
  });
  const { GITHUB_SERVER_URL: serverUrl, VAULTMESH_RECORD_ACTION } = terminal.environment;
  const recordAction = options.recordAction ?? (VAULTMESH_RECORD_ACTION || undefined);
  const files = renderService(request, {
    ...(serverUrl && { serverUrl }),
    ...(recordAction !== undefined && { recordAction }),
  });
  const directory = resolve(terminal.directory, out);
  await writeService(files, directory);
  const tree = treeId(files);
  const next = `cd ${out} && make test; to release it, follow "The ledger" in its README.md`;
  return {
    outcome: succeeded(`${name} is in ${out}: ${files.length} files, one commit. Next: ${next}`, {
      name,
      directory,
      files: files.length,
      tree,
    }),
  };
}
