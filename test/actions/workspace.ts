import { mkdir, mkdtemp, realpath, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import type { WorkflowRun } from '../../actions/common/src/workflow-run.ts';

/** A run of a release workflow on disk: a workspace with one artifact, and a folder for temporary files. */
export interface Workspace {
  readonly run: WorkflowRun;
  readonly artifact: string;
  path(name: string): string;
  remove(): Promise<void>;
}

export async function makeWorkspace(overrides: Partial<WorkflowRun> = {}): Promise<Workspace> {
  const directory = await realpath(await mkdtemp(join(tmpdir(), 'vaultmesh-action-')));
  const workspace = join(directory, 'workspace');
  const temporary = join(directory, 'temp');
  await mkdir(join(workspace, 'dist'), { recursive: true });
  await mkdir(temporary);
  await writeFile(join(workspace, 'dist', 'app.tar.gz'), 'the bytes of the release');
  return {
    run: {
      serverUrl: 'https://github.com',
      apiUrl: 'https://api.github.com',
      graphqlUrl: 'https://api.github.com/graphql',
      owner: 'acme',
      repository: 'my-service',
      commit: 'a'.repeat(40),
      ref: 'refs/tags/v1.0.0',
      tag: 'v1.0.0',
      workflowRef: 'acme/my-service/.github/workflows/release.yml@refs/tags/v1.0.0',
      runId: '42',
      attempt: '1',
      eventName: 'push',
      workspace,
      temporary,
      isPrivate: false,
      fromFork: false,
      hasIdentity: false,
      ...overrides,
    },
    artifact: join(workspace, 'dist', 'app.tar.gz'),
    path: (name) => join(workspace, name),
    remove: () => rm(directory, { recursive: true, force: true }),
  };
}
