import type { FileText } from '../../../file-text.ts';
import { isCopied } from '../../../text/is-copied.ts';
import { isDockerfile } from '../../../text/is-dockerfile.ts';
import { isAction, isWorkflow } from '../../../workflows/workflow-files.ts';
import { composeImages, isComposeFile } from './compose-images.ts';
import { devcontainerImages, isDevcontainer } from './devcontainer-images.ts';
import { dockerfileImages } from './dockerfile/dockerfile-images.ts';
import { kubernetesImages, mayBeManifest } from './kubernetes/kubernetes-images.ts';
import { isDotenv } from './dotenv.ts';
import { isKustomization, kustomizationImages } from './kubernetes/kustomizations.ts';
import type { NamedImage } from './named-image.ts';
import { workflowImages } from './workflow-images.ts';

/** The largest file that is looked into, in bytes. */
export const MOST_BYTES = 1 << 20;

export type ImageFileKind =
  | 'dockerfile'
  | 'workflow'
  | 'compose'
  | 'kustomization'
  | 'devcontainer'
  | 'dotenv'
  | 'skaffold'
  | 'manifest';

/** The values of variables that hold for a file of Docker Compose, by its path. */
export type Defaults = (path: string) => ReadonlyMap<string, string | undefined>;

/** A file that names images, and which. */
export interface ImageFile {
  readonly kind: ImageFileKind;
  readonly file: FileText;
  readonly images: readonly NamedImage[] | { readonly unreadable: string };
}

/** What stands in a workflow or an action that names an image, or builds one. */
const OF_WORKFLOWS = /\bcontainer["']?:|\bservices["']?:|docker:\/\/|docker\/(?:build-push|metadata)-action/;

/** Where a manifest is what a test reads, far more often than what is deployed. */
const OF_TESTS = /(?:^|\/)(?:tests?|__tests__)\//i;

/** Whether a file is looked into for its name: it is of a kind that tells of images. */
export const namesImages = (path: string): boolean =>
  [isDotenv, isDockerfile, isDevcontainer, isKustomization, isWorkflow, isAction, isComposeFile].some((is) =>
    is(path),
  );

/** Whether a file is looked into: for its name, or because it may be a manifest. */
export const mayNameImages = (path: string): boolean =>
  !isCopied(path) && (/\.ya?ml$/.test(path) || namesImages(path));

/** Whether a text is, as far as one sees without parsing it, a manifest that runs an image. */
export const looksLikeManifest = (latin1: string): boolean =>
  mayBeManifest(latin1) && /^[ \t]*(?:- )?["']?image["']?:[ \t]*\S/m.test(latin1);

/** The file with its images; `undefined` where it is of no kind that names images. */
export function imageFileOf(file: FileText, defaults: Defaults): ImageFile | undefined {
  if (file.isBinary) return undefined;
  const kind = kindOf(file);
  if (kind === undefined) return undefined;
  return { kind, file, images: isTemplate(file, kind) ? [] : imagesIn(file, kind, defaults) };
}

function kindOf({ path, latin1 }: FileText): ImageFileKind | undefined {
  if (isDockerfile(path)) return 'dockerfile';
  if (isDevcontainer(path)) return 'devcontainer';
  if (isKustomization(path)) return 'kustomization';
  if (isWorkflow(path) || isAction(path)) return OF_WORKFLOWS.test(latin1) ? 'workflow' : undefined;
  if (isComposeFile(path)) return 'compose';
  if (isDotenv(path)) return 'dotenv';
  if (/^apiVersion: skaffold\//m.test(latin1)) return 'skaffold';
  if (OF_TESTS.test(path)) return undefined;
  return mayBeManifest(latin1) && /\bimage\b/.test(latin1) ? 'manifest' : undefined;
}

/** Whether it becomes YAML only when a template engine has filled it in, as the files of a Helm chart. */
const isTemplate = (file: FileText, kind: ImageFileKind): boolean =>
  kind === 'manifest' && /\{\{|\{%|<%/.test(file.latin1) && 'unreadable' in file.yaml;

function imagesIn(file: FileText, kind: ImageFileKind, defaults: Defaults): ImageFile['images'] {
  if (kind === 'dotenv') return [];
  if (kind === 'dockerfile') return dockerfileImages(file);
  if (kind === 'devcontainer') return devcontainerImages(file);
  if ('unreadable' in file.yaml) return file.yaml;
  if (kind === 'workflow') return workflowImages(file);
  if (kind === 'compose') return composeImages(file, defaults(file.path));
  if (kind === 'kustomization') return kustomizationImages(file);
  return kind === 'manifest' ? kubernetesImages(file) : [];
}
