import { EXIT_CODES, VaultMeshError } from '../core/common/error.ts';
import { failed } from '../core/common/outcome.ts';
import { isOldNode, NODE_REMEDY, oldestNode } from './oldest-node.ts';
import type { ProgramName } from './program.ts';

/**
 * Runs a program as this process. An older Node is refused before the other modules are loaded, since it lacks what they
 * use. So what is imported above must be readable by Node 18.
 */
export async function startProgram(name: ProgramName): Promise<void> {
  const version = process.versions.node;
  if (isOldNode(version)) {
    const message = `${name} needs Node ${oldestNode()} or newer; this is ${version}. ${NODE_REMEDY}`;
    if (process.argv.includes('--json')) {
      console.log(JSON.stringify(failed(new VaultMeshError('usage', message))));
    } else {
      console.error(message);
    }
    process.exitCode = EXIT_CODES.usage;
    return;
  }
  const { runProcess } = await import('./run-process.ts');
  await runProcess(name);
}
