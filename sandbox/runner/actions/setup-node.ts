import type { KnownAction } from './known-action.ts';
import { noteVersion } from './note-version.ts';

/** actions/setup-node: the Node of the runner, which is on the PATH already. */
export const setupNode: KnownAction = {
  inputs: { 'node-version': '', cache: '', 'package-manager-cache': '' },
  run: async ({ inputs, job, exec, setOutput }) => {
    const version = (await exec(job.settings.node, ['--version'])).trim().replace(/^v/, '');
    noteVersion(job.log, 'Node', inputs['node-version'] ?? '', version);
    setOutput('node-version', `v${version}`);
  },
};
