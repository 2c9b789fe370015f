import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import nunjucks from 'nunjucks';
import { utf8 } from '../common/bytes.ts';
import { VaultMeshError } from '../common/error.ts';
import { readPins } from './pins.ts';
import { templateEnvironment } from './template-environment.ts';
import { byPath, treeFile, type TreeFile } from './tree-file.ts';
import { templatesDirectory } from './templates-directory.ts';

const SUFFIX = '.njk';

/**
 * The files of the folders `layers` of `templates/`, sorted by path; a later layer replaces what an earlier one has
 * at the same path, and a folder that is not there is an empty one. `x.njk` is rendered to `x`, or to no file when
 * nothing but blanks comes of it; everything else is taken byte for byte.
 *
 * Throws `internal`, naming the template, when one cannot be rendered.
 */
export function renderLayers(layers: readonly string[], context: object): TreeFile[] {
  const templates = templatesDirectory();
  const environment = templateEnvironment(readPins(templates));
  const files = new Map<string, TreeFile>();
  for (const layer of layers) {
    const root = join(templates, layer);
    for (const source of filesBelow(root)) {
      const path = relative(root, source).split(sep).join('/');
      const target = path.endsWith(SUFFIX) ? path.slice(0, -SUFFIX.length) : path;
      const content = readFileSync(source);
      if (target === path) {
        files.set(target, treeFile(target, new Uint8Array(content)));
        continue;
      }
      const rendered = render(environment, `${layer}/${path}`, content, context);
      if (rendered.trim() !== '') files.set(target, treeFile(target, utf8(rendered)));
    }
  }
  return [...files.values()].sort(byPath);
}

function render(environment: nunjucks.Environment, name: string, source: Buffer, context: object): string {
  try {
    return new nunjucks.Template(source.toString('utf8'), environment, name, true).render(context);
  } catch (error) {
    throw new VaultMeshError('internal', `The template ${name} cannot be rendered: ${String(error)}`, {
      cause: error,
    });
  }
}

function filesBelow(directory: string): string[] {
  if (!existsSync(directory)) return [];
  return readdirSync(directory, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
}
