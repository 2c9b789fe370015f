import type { CovenantContext, KnownPins } from '../../covenant-context.ts';
import { isPlain } from '../../context-of.ts';
import type { FileText } from '../../file-text.ts';
import type { Found } from '../../found.ts';
import type { RepositoryRule } from '../../rule.ts';
import type { TreeFile } from '../../tree/tree.ts';
import { shownName } from '../../yaml/shown-name.ts';
import { type ImageReference, imageReference, isPinned, shortName } from './images/image-reference.ts';
import { dotenvs } from './images/dotenv.ts';
import {
  type Defaults,
  type ImageFile,
  imageFileOf,
  looksLikeManifest,
  MOST_BYTES,
  mayNameImages,
  namesImages,
} from './images/image-files.ts';
import { Kustomizations } from './images/kubernetes/kustomizations.ts';
import type { NamedImage } from './images/named-image.ts';
import { OwnImages } from './images/own-images.ts';

/** VM-II-02: a tag is moved with each rebuild of an image, and by whoever has the token of its owner; a digest is not. */
export const imagesByDigest: RepositoryRule = {
  id: 'VM-II-02',
  title: 'Images are named by digest',
  severity: 'medium',
  level: 'warn',
  since: 1,
  fixable: true,
  kind: 'repository',
  check: async (context) => {
    const wanted = ({ path, size }: TreeFile): boolean => mayNameImages(path) && size <= MOST_BYTES;
    const texts = await context.filesWhere(wanted);
    const defaults = dotenvs(texts);
    const files = texts.flatMap((file) => imageFileOf(file, defaults) ?? []);
    const around = {
      pins: context.pins,
      own: ownImages(files, defaults),
      kustomizations: new Kustomizations(
        files.filter(({ kind }) => kind === 'kustomization').map(({ file }) => file),
      ),
    };
    return [...(await notRead(context, texts)), ...files.flatMap((file) => foundIn(file, around))];
  },
};

interface Around {
  readonly pins: KnownPins;
  readonly own: OwnImages;
  readonly kustomizations: Kustomizations;
}

function foundIn({ kind, file, images }: ImageFile, around: Around): readonly Found[] {
  const { path } = file;
  if ('unreadable' in images)
    return [
      {
        path,
        message: `It cannot be read: ${images.unreadable}`,
        remedy: 'Write it as plain YAML or JSON, or except it with a reason.',
        cannotTell: true,
      },
    ];
  const isDeployed = kind === 'manifest' || kind === 'kustomization' || kind === 'compose';
  const found = images.flatMap((image) => {
    const reference = imageReference(image.image);
    if (reference === undefined || isPinned(reference)) return [];
    if (isDeployed && around.own.has(reference.name)) return [];
    if (kind === 'manifest' && around.kustomizations.replaces(path, reference.name)) return [];
    return [brokenBy(image, reference, path, around.pins)];
  });
  return onePerPlace(found);
}

function brokenBy(
  { image, range, end }: NamedImage,
  { name, tag, digest: written }: ImageReference,
  path: string,
  pins: KnownPins,
): Found {
  const known =
    written !== undefined || tag === undefined ? undefined : pins.images.get(`${shortName(name)}:${tag}`);
  const shown = shownName(image);
  return {
    path,
    range,
    message: `${shown} is named ${waysOf(tag, written)}`,
    remedy:
      known === undefined
        ? `Put its digest behind it, as in ${shownName(name)}:${tag ?? 'tag'}@sha256:<64 hex digits>; \`docker buildx imagetools inspect\` shows it.`
        : `Write ${shown}@${known}.`,
    ...(known !== undefined &&
      end !== undefined && {
        fix: { description: `pin ${shown} to its digest`, edits: [{ start: end, end, text: `@${known}` }] },
      }),
  };
}

function waysOf(tag: string | undefined, digest: string | undefined): string {
  if (digest !== undefined) return 'by a digest that is not whole';
  if (tag === undefined) return 'without tag and digest, so the newest is taken';
  return tag === 'latest'
    ? 'by the tag latest, so the newest is taken'
    : `by the tag ${shownName(tag)}, which can be moved`;
}

/** One of each place, where an alias or the values of a matrix bring several. */
const onePerPlace = (found: readonly Found[]): readonly Found[] =>
  [...new Map(found.toReversed().map((each) => [each.range?.start, each])).values()].reverse();

function ownImages(files: readonly ImageFile[], defaults: Defaults): OwnImages {
  const own = new OwnImages();
  for (const { kind, file } of files) {
    if (kind === 'dockerfile') own.addDockerfile(file);
    if (kind === 'compose') own.addCompose(file, defaults(file.path));
    if (kind === 'workflow') own.addWorkflow(file);
    if (kind === 'skaffold') own.addSkaffold(file);
  }
  return own;
}

/** What should have been looked at, and is too large or not to be had. Of a large YAML file only its text says what it is. */
async function notRead(context: CovenantContext, texts: readonly FileText[]): Promise<readonly Found[]> {
  const readPaths = new Set(texts.map(({ path }) => path));
  const found: Found[] = [];
  for (const file of context.tree.files) {
    const { path, size } = file;
    if (!isPlain(file) || !mayNameImages(path) || readPaths.has(path)) continue;
    const isLarge = size > MOST_BYTES;
    const text = isLarge && !namesImages(path) ? await context.file(path) : undefined;
    if (text !== undefined && !looksLikeManifest(text.latin1)) continue;
    found.push({
      path,
      message: isLarge
        ? `It has ${size} bytes, and is looked into up to ${MOST_BYTES}`
        : 'Its content cannot be read',
      remedy: isLarge
        ? 'Make it smaller, or except it with a reason.'
        : 'Fetch the files of the commit: a clone with a filter does not have them.',
      cannotTell: true,
    });
  }
  return found;
}
