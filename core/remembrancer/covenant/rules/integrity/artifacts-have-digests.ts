import { createHash } from 'node:crypto';
import { posix } from 'node:path';

import { printable } from '../../../../common/printable.ts';
import type { CovenantContext } from '../../covenant-context.ts';
import type { Found } from '../../found.ts';
import type { RepositoryAnswer, RepositoryRule } from '../../rule.ts';
import { inBatches } from '../../tree/in-batches.ts';
import type { TreeFile } from '../../tree/tree.ts';
import { kindOfArtifact } from './artifacts/kind-of-artifact.ts';
import { mayBeArtifact } from './artifacts/may-be-artifact.ts';
import { statedDigests } from './artifacts/stated-digests.ts';
import { type Digested, digestForms, writtenDigests } from './artifacts/written-digests.ts';

/** The largest file that is read, in bytes: GitHub takes none that is larger. */
const MOST_BYTES = 100 * 1024 * 1024;

/** What nobody can read comes with a digest, so that a change of it is one of something that people see. */
export const artifactsHaveDigests: RepositoryRule = {
  id: 'VM-I-06',
  title: 'An artifact in the tree has a digest',
  severity: 'medium',
  level: 'warn',
  since: 1,
  fixable: false,
  kind: 'repository',
  check,
};

async function check(context: CovenantContext): Promise<RepositoryAnswer> {
  const { tree } = context;
  const candidates = tree.files.filter(mayBeArtifact);
  if (candidates.length === 0) return [];
  const stated = await statedDigests(context);
  const found: Found[] = candidates.filter(({ size }) => size > MOST_BYTES).map(tooLarge);
  const without: (Digested & { readonly kind: string })[] = [];
  const fitting = candidates.filter(({ size }) => size <= MOST_BYTES);
  for await (const [file, bytes] of inBatches(tree, fitting)) {
    if (bytes === undefined) {
      found.push(notThere(file));
      continue;
    }
    const kind = kindOfArtifact(file.path, bytes);
    if (kind === undefined) continue;
    const digests = stated(file.path);
    if (digests.length === 0) without.push({ path: file.path, kind, forms: digestForms(bytes) });
    const wrong = digests.find(
      ({ algorithm, hex }) => createHash(algorithm).update(bytes).digest('hex') !== hex,
    );
    if (wrong !== undefined) {
      found.push({
        path: file.path,
        message: `The ${kind} has another digest than ${wrong.source} says`,
        remedy: 'Find out which of the two was changed, and by whom, before you write the digest anew.',
      });
    }
  }
  const { written, unread } = await writtenDigests(tree, without);
  for (const artifact of without) {
    if (written.has(artifact.path)) continue;
    const index = unread.get(posix.dirname(artifact.path));
    found.push(index === undefined ? withoutDigest(artifact) : indexNotThere(artifact, index));
  }
  return found;
}

/** A name that means nothing else to a shell. */
const PLAIN_NAME = /^[A-Za-z0-9_][A-Za-z0-9_.+-]*$/;

function withoutDigest({ path, kind }: { readonly path: string; readonly kind: string }): Found {
  const name = posix.basename(path);
  return {
    path,
    message: `The ${kind} has no digest beside it`,
    remedy:
      name === 'gradle-wrapper.jar'
        ? 'Compare it with the checksum that gradle.org publishes for its version, and write it to gradle-wrapper.jar.sha256.'
        : `Build or download it when it is needed, or write its digest${PLAIN_NAME.test(name) ? `: sha256sum ${name} > ${name}.sha256 in its folder` : ' into SHA256SUMS in its folder'}.`,
  };
}

const indexNotThere = ({ path }: { readonly path: string }, index: string): Found => ({
  path,
  message: `Whether it has a digest that fits cannot be told: the content of ${printable(index)} cannot be read`,
  remedy: 'Fetch the files of the commit: a clone with a filter does not have them.',
  cannotTell: true,
});

const tooLarge = ({ path }: TreeFile): Found => ({
  path,
  message: `Whether it has a digest that fits cannot be told: it has more than ${MOST_BYTES} bytes`,
  remedy: 'Keep it outside of the repository, with its digest in it.',
  cannotTell: true,
});

const notThere = ({ path }: TreeFile): Found => ({
  path,
  message: 'Whether it has a digest that fits cannot be told: its content cannot be read',
  remedy: 'Fetch the files of the commit: a clone with a filter does not have them.',
  cannotTell: true,
});
