import type { Catalog } from '../catalog.ts';
import { type LayerFile, loadLayer, type Rendering } from '../load-layer.ts';
import { readPins } from '../pins.ts';
import { contextVariables } from '../template-context.ts';
import { templateEnvironment } from '../template-environment.ts';
import { templatesDirectory } from '../templates-directory.ts';
import { byPath } from '../tree-file.ts';
import { checkAmount, checkFile, checkPath, type OverlayFile } from './overlay-file.ts';
import { overlayRefusal } from './overlay-refusal.ts';
import type { Overlay } from './overlay.ts';
import { compileOverlayTemplate } from './overlay-template.ts';
import { parseDefaults } from './parse-defaults.ts';

/** Where the defaults stand, and what people may write beside them for each other. */
const DEFAULTS = 'spawn.yml';
const README = 'README.md';

const SUFFIX = '.njk';

/**
 * The overlay that `files` are at `commit`, or `undefined` of no files. Everything is checked, whichever service it is
 * for: paths, sizes, layers, templates, defaults.
 *
 * Throws `usage` with the file and the remedy.
 */
export async function parseOverlay(
  commit: string,
  files: readonly OverlayFile[],
  catalog: Catalog,
): Promise<Overlay | undefined> {
  if (files.length === 0) return undefined;
  checkAmount(files.map(({ path, content }) => ({ path, size: content.length })));
  files.forEach(checkFile);
  const layers = new Map<string, LayerFile[]>();
  const known = layersOfCatalog(catalog);
  const pins = readPins(templatesDirectory());
  const environment = templateEnvironment(pins);
  const vocabulary = { variables: contextVariables(catalog), pins };
  const compile = ({ content, path }: OverlayFile): Rendering =>
    compileOverlayTemplate(content, path, environment, vocabulary);
  const defaults = files.find(({ path }) => path === DEFAULTS);
  for (const file of files.toSorted(byPath)) {
    if (file.path === README || file.path === DEFAULTS) continue;
    const [first = '', second = '', ...rest] = file.path.split('/');
    const layer = `${first}/${second}`;
    if (rest.length === 0 || !known.has(layer)) {
      throw overlayRefusal(`"${file.path}" is in no layer. There are: ${[...known].join(', ')}.`);
    }
    const layerFile = asLayerFile(file, rest.join('/'), compile);
    // Without its ending a name may be another: `.git.njk`.
    checkPath(layerFile.target);
    checkTarget(layerFile.target, file.path);
    const others = layers.get(layer) ?? [];
    if (others.some(({ target }) => target === layerFile.target)) {
      throw overlayRefusal(`"${file.path}" is there twice, with ${SUFFIX} and without.`);
    }
    layers.set(layer, [...others, layerFile]);
  }
  return { commit, ...(await parseDefaults(defaults?.content, catalog)), layers };
}

/** The layers that can be laid over: all that a request can choose, but not the record workflow. */
function layersOfCatalog({ languages, licenses }: Catalog): Set<string> {
  const options = ['mcp', 'mq'];
  const kinds = [...new Set(languages.flatMap((language) => language.kinds))];
  return new Set([
    ...['base', ...kinds, ...options].map((part) => `shared/${part}`),
    ...licenses.map((license) => `license/${license}`),
    ...languages.flatMap(({ id, kinds: own }) => ['base', ...own, ...options].map((part) => `${id}/${part}`)),
  ]);
}

function asLayerFile(file: OverlayFile, name: string, compile: (file: OverlayFile) => Rendering): LayerFile {
  const { path, content } = file;
  if (!name.endsWith(SUFFIX)) return { target: name, source: path, content };
  return { target: name.slice(0, -SUFFIX.length), source: path, template: compile(file) };
}

/** What VaultMesh needs to know of a repository, and the workflow that writes its ledger, stay ours, in any spelling. */
function checkTarget(target: string, path: string): void {
  const name = target.toLowerCase();
  const isOurs = name.startsWith('.vaultmesh/') || name === '.vaultmesh';
  if (!isOurs && !loadLayer('record').some((file) => file.target.toLowerCase() === name)) return;
  throw overlayRefusal(
    `"${path}" would replace ${target}, which belongs to the record of the repository. Leave it out.`,
  );
}
