import { cp, glob, mkdir, stat } from 'node:fs/promises';
import { dirname, join, relative, sep } from 'node:path';
import { VaultMeshError } from '../../../core/common/error.ts';
import { artifactFolder } from './artifact-folder.ts';
import { insidePath } from './inside-path.ts';
import type { KnownAction } from './known-action.ts';

/**
 * actions/upload-artifact: files, folders and globs of the workspace, kept until the run ends. Paths in the artifact
 * begin below the deepest folder that holds everything.
 */
export const uploadArtifact: KnownAction = {
  inputs: { name: 'artifact', path: '', 'if-no-files-found': 'warn', 'retention-days': '' },
  run: async ({ inputs, job, setOutput }) => {
    const name = inputs['name'] ?? 'artifact';
    const files = await findFiles(job.folder.workspace, inputs['path'] ?? '');
    if (files.length === 0) {
      const message = `No files were found with the provided path: ${inputs['path'] ?? ''}.`;
      if (inputs['if-no-files-found'] === 'error') throw new VaultMeshError('not-found', message);
      if (inputs['if-no-files-found'] === 'warn') job.log.warning(message);
      return;
    }
    const target = artifactFolder(job.run.artifacts, name);
    if ((await kindOf(target)) !== 'nothing') {
      throw new VaultMeshError('conflict', `An artifact named "${name}" exists in this run already.`);
    }
    const root = commonFolder(files);
    for (const file of files) {
      const copy = join(target, relative(root, file));
      await mkdir(dirname(copy), { recursive: true });
      await cp(file, copy);
    }
    setOutput('artifact-id', name);
    job.log.line(`Artifact ${name}: ${files.length} files.`);
  },
};

async function findFiles(workspace: string, paths: string): Promise<string[]> {
  const files = new Set<string>();
  for (const line of paths.split('\n').map((text) => text.trim())) {
    if (line === '') continue;
    if (line.startsWith('!')) {
      throw new VaultMeshError(
        'usage',
        `upload-artifact: the exclusion "${line}" is not known to this sandbox.`,
      );
    }
    const pattern = insidePath(workspace, line);
    const found = (await kindOf(pattern)) === 'folder' ? join(pattern, '**') : pattern;
    for await (const path of glob(found)) {
      if ((await kindOf(path)) === 'file') files.add(path);
    }
  }
  return [...files].sort();
}

function commonFolder(files: readonly string[]): string {
  const folders = files.map((file) => dirname(file).split(sep));
  const first = folders[0] ?? [];
  const shared = first.findIndex((part, index) => folders.some((folder) => folder[index] !== part));
  return (shared === -1 ? first : first.slice(0, shared)).join(sep);
}

async function kindOf(path: string): Promise<'file' | 'folder' | 'nothing'> {
  const stats = await stat(path).catch(() => undefined);
  if (stats === undefined) return 'nothing';
  return stats.isDirectory() ? 'folder' : 'file';
}
