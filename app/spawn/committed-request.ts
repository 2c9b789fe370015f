import { type FileReader, readFile } from '../../core/github/read-file.ts';
import type { RepositoryName } from '../../core/github/repository-name.ts';
import { MANIFEST_PATH, parseManifest, type SpawnRequest } from '../../core/spawn/index.ts';

export interface CommittedRequest {
  readonly request: SpawnRequest;
  /** Of the templates that made its files. */
  readonly templateVersion: string;
}

/** The request whose files `commit` holds, as their manifest has it; `undefined` where there is none. */
export async function committedRequest(
  client: FileReader,
  name: RepositoryName,
  commit: string,
): Promise<CommittedRequest | undefined> {
  const manifest = await readFile(client, name, MANIFEST_PATH, commit);
  if (manifest === undefined) return undefined;
  const { inputs, templateVersion } = parseManifest(manifest);
  // Who can push to this repository has no other one made.
  return { request: { ...inputs, owner: name.owner, name: name.repo }, templateVersion };
}
