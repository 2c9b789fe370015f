import { resolve } from 'node:path';

import { VaultMeshError } from '../../../core/common/error.ts';
import { succeeded } from '../../../core/common/outcome.ts';
import type { FileState, ServiceCheck } from '../../../core/spawn/index.ts';
import type { AddCommand } from '../../add-command.ts';
import { leafCommand } from '../../leaf-command.ts';
import type { CommandReport } from '../../run-command.ts';
import type { Terminal } from '../../terminal.ts';

const EXAMPLES = [
  'spawn verify my-service',
  'spawn verify my-service --json',
  'spawn verify my-cart --overlay platform',
];

const MANIFESTS: Readonly<Record<ServiceCheck['manifest'], string>> = {
  reproduced: 'is what these templates make of its inputs',
  different: 'is not what these templates make of its inputs',
  'other-version': 'was made by templates of another version',
  'needs-overlay': 'was made with an overlay, which --overlay would bring',
};

/** Both options stand for `spawn` too, which takes them first. */
interface Words {
  readonly optsWithGlobals: () => { readonly json?: true; readonly overlay?: string };
}

export const spawnVerifyCommand: AddCommand = (spawn, terminal, run) => {
  leafCommand(
    spawn,
    'verify [directory]',
    'say for each file of a spawned repository whether it is untouched, modified, added or missing',
    EXAMPLES,
  )
    .option('--overlay <directory>', 'a clone of the platform repository, if the repository was made with it')
    .action((directory: string | undefined, _options: unknown, command: Words) => {
      const options = command.optsWithGlobals();
      return run(options, () => verify(terminal, directory ?? '.', options.overlay));
    });
};

async function verify(
  terminal: Terminal,
  directory: string,
  overlay: string | undefined,
): Promise<CommandReport> {
  const { verifyService } = await import('../../../core/spawn/index.ts');
  const check = await verifyService(
    resolve(terminal.directory, directory),
    overlay === undefined ? undefined : resolve(terminal.directory, overlay),
  );
  if (check.manifest === 'different') {
    throw new VaultMeshError(
      'verification-failed',
      `.vaultmesh/spawn.json ${MANIFESTS.different}, so what it says of the files means nothing. ` +
        'Take it from the first commit of the branch vaultmesh/template.',
    );
  }
  const counted = (state: FileState): string =>
    `${check.files.filter((file) => file.state === state).length} ${state}`;
  const counts = (['untouched', 'modified', 'added', 'missing'] as const).map(counted).join(', ');
  return {
    lines: check.files.map(({ path, state }) => `${state.padEnd(9)}  ${path}`),
    outcome: succeeded(`${counts}; beside them .vaultmesh/spawn.json ${MANIFESTS[check.manifest]}.`, check),
  };
}
