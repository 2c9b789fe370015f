import { cp, mkdir, readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { VaultMeshError } from '../../../core/common/error.ts';
import { artifactFolder } from './artifact-folder.ts';
import { insidePath } from './inside-path.ts';
import type { KnownAction } from './known-action.ts';

/** actions/download-artifact: one artifact of this run into a folder, or all of them into folders of their names. */
export const downloadArtifact: KnownAction = {
  inputs: { name: '', path: '.' },
  run: async ({ inputs, job, setOutput }) => {
    const { artifacts } = job.run;
    const target = insidePath(job.folder.workspace, inputs['path'] ?? '.');
    const name = inputs['name'] ?? '';
    await mkdir(target, { recursive: true });
    if (name === '') {
      for (const artifact of await readdir(artifacts)) {
        await cp(join(artifacts, artifact), join(target, artifact), { recursive: true });
      }
    } else {
      const source = artifactFolder(artifacts, name);
      const found = await stat(source).catch(() => undefined);
      if (found === undefined) {
        throw new VaultMeshError('not-found', `Artifact not found for name: ${name}`);
      }
      await cp(source, target, { recursive: true });
    }
    setOutput('download-path', target);
  },
};
