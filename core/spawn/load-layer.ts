import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import nunjucks from 'nunjucks';
import { readPins } from './pins.ts';
import { templateEnvironment } from './template-environment.ts';
import { templatesDirectory } from './templates-directory.ts';

const SUFFIX = '.njk';

/** A file of a layer: what it becomes is at `target`. */
export type LayerFile = { readonly target: string; readonly source: string } & (
  { readonly content: Uint8Array } | { readonly template: nunjucks.Template }
);

/** An installation does not change while it runs; to compile its templates takes longer than to render them. */
const loaded = new Map<string, readonly LayerFile[]>();
let environment: nunjucks.Environment | undefined;

/** The files of the folder `layer` of `templates/`, compiled once; none when it is not there. */
export function loadLayer(layer: string): readonly LayerFile[] {
  const known = loaded.get(layer) ?? readLayer(layer);
  loaded.set(layer, known);
  return known;
}

function readLayer(layer: string): LayerFile[] {
  const templates = templatesDirectory();
  environment ??= templateEnvironment(readPins(templates));
  const here = environment;
  const root = join(templates, layer);
  return filesBelow(root).map((file) => {
    const path = relative(root, file).split(sep).join('/');
    const source = `${layer}/${path}`;
    const content = readFileSync(file);
    if (!path.endsWith(SUFFIX)) return { target: path, source, content: new Uint8Array(content) };
    const template = new nunjucks.Template(content.toString('utf8'), here, source);
    return { target: path.slice(0, -SUFFIX.length), source, template };
  });
}

function filesBelow(directory: string): string[] {
  if (!existsSync(directory)) return [];
  return readdirSync(directory, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
}
