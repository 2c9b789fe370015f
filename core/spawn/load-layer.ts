import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import nunjucks from 'nunjucks';
import { compiledTemplates } from './compiled-templates.ts';
import { readPins } from './pins.ts';
import { templateEnvironment } from './template-environment.ts';
import { templatesDirectory } from './templates-directory.ts';

const SUFFIX = '.njk';

/** A compiled template. */
export interface Rendering {
  render(context: object): string;
}

/** A file of a layer: what it becomes is at `target`. */
export type LayerFile = { readonly target: string; readonly source: string } & (
  { readonly content: Uint8Array } | { readonly template: Rendering }
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
    if (!path.endsWith(SUFFIX)) return { target: path, source, content: new Uint8Array(readFileSync(file)) };
    const template = new nunjucks.Template(sourceOf(file, source), here, source);
    return { target: path.slice(0, -SUFFIX.length), source, template };
  });
}

/** The text of a template, or what it was compiled to. */
function sourceOf(file: string, source: string): string {
  const compiled = compiledTemplates[source]?.();
  if (compiled === undefined) return readFileSync(file, 'utf8');
  // Template takes this too, of which its types say nothing.
  return { type: 'code', obj: compiled } as unknown as string;
}

function filesBelow(directory: string): string[] {
  if (!existsSync(directory)) return [];
  return readdirSync(directory, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
}
