import { readFile, realpath } from 'node:fs/promises';
import { basename, dirname, relative, resolve, sep } from 'node:path';

import { VaultMeshError } from '../../../core/common/error.ts';
import { artifactsOfFiles, type Artifact } from '../../../core/remembrancer/evidence/index.ts';
import { findFiles } from '../../common/src/find-files.ts';

interface Line {
  readonly name: string;
  readonly sha256: string;
}

/**
 * What a checksums file lists, in the format of `sha256sum`. A file that is there, where the list says from its own
 * folder, is hashed and has to be as listed; one that is not is known by its digest alone, so that nothing can be signed
 * with OpenPGP for it.
 *
 * Throws `usage` for another format, an empty list, or two files of one name; `verification-failed` for a file that is
 * not as listed; `not-found` and `not-permitted` as `findFiles` does.
 */
export async function readChecksums(workspace: string, path: string): Promise<Artifact[]> {
  const [list = '', ...more] = await findFiles(workspace, [path], 'checksums');
  if (more.length > 0)
    throw new VaultMeshError('usage', `The input "checksums" names more than one file: ${path}.`);
  const lines = parseChecksums(await readFile(list, 'utf8'), path);
  const root = await realpath(workspace);
  const artifacts: Artifact[] = [];
  for (const line of lines) artifacts.push(await artifactOf(line, root, dirname(list), path));
  return artifacts;
}

async function artifactOf(
  { name, sha256 }: Line,
  root: string,
  folder: string,
  path: string,
): Promise<Artifact> {
  const file = await realpath(resolve(folder, name)).catch(() => undefined);
  const subject = { name: basename(name), sha256 };
  if (file === undefined) return { subject };
  if (!file.startsWith(root + sep)) {
    throw new VaultMeshError(
      'not-permitted',
      `${path} lists "${name}", which leads outside the workspace; only files of the workspace are recorded.`,
    );
  }
  const [artifact] = await artifactsOfFiles([file]);
  if (artifact?.subject.sha256 === sha256)
    return { ...artifact, subject: { ...artifact.subject, ...subject } };
  throw new VaultMeshError(
    'verification-failed',
    `${relative(root, file)} is not as ${path} lists it; its SHA-256 is ${artifact?.subject.sha256 ?? 'unknown'}.`,
  );
}

/** The lines of `sha256sum`: 64 hex digits, a space, a space or `*` for binary, and the name. */
function parseChecksums(content: string, path: string): Line[] {
  const lines = content
    .split(/\r?\n/)
    .filter((line) => line !== '')
    .map((line): Line => {
      const [, sha256 = '', name] = /^([0-9a-f]{64}) [ *](.+)$/i.exec(line) ?? [];
      if (name !== undefined && !/[\0-\x1f]/.test(name)) return { sha256: sha256.toLowerCase(), name };
      throw new VaultMeshError(
        'usage',
        `${path} has the line ${JSON.stringify(line)}; write it with "sha256sum", as digest, two spaces and name.`,
      );
    });
  const names = lines.map(({ name }) => basename(name));
  const twice = names.find((name, index) => names.indexOf(name) !== index);
  if (lines.length > 0 && twice === undefined) return lines;
  throw new VaultMeshError(
    'usage',
    twice === undefined
      ? `${path} lists no file.`
      : `${path} lists two files named ${twice}, and a receipt tells its subjects apart by name.`,
  );
}
