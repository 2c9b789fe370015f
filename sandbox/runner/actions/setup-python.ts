import { mkdir, symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { VaultMeshError } from '../../../core/common/error.ts';
import type { KnownAction } from './known-action.ts';
import { noteVersion } from './note-version.ts';

/**
 * actions/setup-python: the python3 of this machine, whatever version is asked for, as `python`. A version that
 * differs is a warning in the log.
 */
export const setupPython: KnownAction = {
  inputs: { 'python-version': '', cache: '', 'cache-dependency-path': '' },
  run: async ({ inputs, job, exec, setOutput }) => {
    const script = 'import platform, sys; print(platform.python_version()); print(sys.executable)';
    const answer = await exec('python3', ['-c', script]).catch((error: unknown) => {
      const remedy = 'python3 was not found. Install it: apt-get install python3 python3-venv';
      throw new VaultMeshError('not-found', remedy, { cause: error });
    });
    const [version = '', path = ''] = answer.split('\n');
    noteVersion(job.log, 'Python', inputs['python-version'] ?? '', version);
    const folder = join(job.folder.tools, 'python');
    await mkdir(folder, { recursive: true });
    await symlink(path, join(folder, 'python'));
    job.path.unshift(folder);
    setOutput('python-version', version);
    setOutput('python-path', path);
  },
};
