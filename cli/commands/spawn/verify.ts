import { resolve } from 'node:path';

import { VaultMeshError } from '../../../core/common/error.ts';
import { succeeded } from '../../../core/common/outcome.ts';
import type { FileState, ServiceCheck } from '../../../core/spawn/index.ts';
import type { AddCommand } from '../../add-command.ts';
import { leafCommand } from '../../leaf-command.ts';
import type { CommandReport } from '../../run-command.ts';
import type { Terminal } from '../../terminal.ts';

const EXAMPLES = ['spawn verify my-service', 'spawn verify my-service --json'];

const MANIFESTS: Readonly<Record<ServiceCheck['manifest'], string>> = {
  reproduced: 'is what these templates make of its inputs',
  different: 'is not what these templates make of its inputs',
  unknown: 'was made by templates of another version',
};

export const spawnVerifyCommand: AddCommand = (spawn, terminal, run) => {
  leafCommand(
    spawn,
    'verify [directory]',
    'say for each file of a spawned repository whether it is untouched, modified, added or missing',
    EXAMPLES,
  ).action(
    (directory: string | undefined, _options: unknown, command: { optsWithGlobals: () => { json?: true } }) =>
      run(command.optsWithGlobals(), () => verify(terminal, directory ?? '.')),
  );
};

async function verify(terminal: Terminal, directory: string): Promise<CommandReport> {
  const { verifyService } = await import('../../../core/spawn/index.ts');
  const check = await verifyService(resolve(terminal.directory, directory));
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
    outcome: succeeded(`${counts}; .vaultmesh/spawn.json ${MANIFESTS[check.manifest]}.`, check),
  };
}
