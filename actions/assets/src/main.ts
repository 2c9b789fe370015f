import { lstat, mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';

import { counted } from '../../../core/common/counted.ts';
import { VaultMeshError } from '../../../core/common/error.ts';
import { succeeded } from '../../../core/common/outcome.ts';
import { printable } from '../../../core/common/printable.ts';
import { isEvidenceName } from '../../../core/remembrancer/release/is-evidence-name.ts';
import { explainGitHubError } from '../../common/src/explain-github-error.ts';
import { githubClient } from '../../common/src/github-client.ts';
import { operationOf, tagOfOperation } from '../../common/src/operation.ts';
import { releaseOfTag, releasesPath, type Release, type RestClient } from '../../common/src/release.ts';
import { retryingClient } from '../../common/src/retrying-client.ts';
import type { Runner } from '../../common/src/runner.ts';
import type { WorkflowRun } from '../../common/src/workflow-run.ts';
import { archiveSource } from './archive-source.ts';
import { saveAsset } from './save-asset.ts';

/** Texts are empty where they were not given. */
export interface AssetsInputs {
  readonly operation: string;
  readonly component: string;
  readonly version: string;
  readonly commit: string;
  readonly token: string;
}

const FOLDER = 'vaultmesh-assets';

/**
 * Puts the assets of the release of a tag into a folder of the workspace, but for signatures, tokens and proofs beside them; an
 * archive of the commit where there are none, or no release. Throws `usage` for an operation that is of no tag, and `incomplete` while
 * one of them is still uploaded.
 */
export async function assets(
  inputs: AssetsInputs,
  run: WorkflowRun,
  runner: Runner,
  client: RestClient = retryingClient(githubClient({ ...run, token: inputs.token })),
): Promise<void> {
  const operation = operationOf({ kind: 'release', operation: inputs.operation }, run);
  const tag = tagOfOperation(operation);
  if (tag === undefined) {
    throw new VaultMeshError(
      'usage',
      `The operation ${operation} is of no tag; give release:<tag>, or the input "files" of the record.`,
    );
  }
  const folder = join(run.workspace, FOLDER);
  await openFolder(folder);
  const path = releasesPath(run);
  try {
    const release = await releaseOfTag(client, path, tag);
    const taken = await takeAssets(client, path, release, folder);
    const component = inputs.component || run.repository;
    const version = inputs.version || tag.replace(/^v(?=\d)/, '');
    const commit = inputs.commit || run.commit;
    const names =
      taken.length > 0 ? taken : [await archiveSource(run, folder, { component, version, commit })];
    const message =
      taken.length > 0
        ? `${counted(taken.length, 'asset')} of the release ${tag} taken.`
        : `The release ${tag} has no assets, so the source of ${commit} was archived.`;
    runner.info(message);
    runner.setOutput('files', names.map((name) => `${FOLDER}/${name}`).join('\n'));
    runner.setOutput('upload', String(release?.immutable !== true));
    runner.setOutput('outcome', JSON.stringify(succeeded(message, { tag, files: names })));
  } catch (error) {
    throw explainGitHubError(error, `The assets of the release ${tag} were not taken`);
  }
}

async function takeAssets(
  client: RestClient,
  path: string,
  release: Release | undefined,
  folder: string,
): Promise<string[]> {
  const assets = release?.assets ?? [];
  const names = new Set(assets.map(({ name }) => name));
  const artifacts = assets.filter(({ name }) => !isEvidenceName(name, names) && !name.endsWith('.vmproof'));
  const unfinished = artifacts.find(({ state }) => state !== 'uploaded');
  if (unfinished !== undefined) {
    throw new VaultMeshError(
      'incomplete',
      `The upload of ${printable(unfinished.name)} to the release ${String(release?.tag_name)} has not ended. Run the job again when it has; where it ` +
        'broke off, delete that asset and upload it again first.',
    );
  }
  for (const asset of artifacts) await saveAsset(client, path, asset, folder);
  return artifacts.map(({ name }) => name).sort();
}

/** Makes the folder anew. Throws `not-permitted` where a link stands, which could lead anywhere. */
async function openFolder(folder: string): Promise<void> {
  const there = await lstat(folder).catch(() => undefined);
  if (there !== undefined && !there.isDirectory()) {
    throw new VaultMeshError(
      'not-permitted',
      `${FOLDER} in the workspace is a link or a file, and the assets go into a folder of that name; remove it.`,
    );
  }
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder);
}
