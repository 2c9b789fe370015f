import type nunjucks from 'nunjucks';
import { utf8 } from '../common/bytes.ts';
import { VaultMeshError } from '../common/error.ts';
import { loadLayer } from './load-layer.ts';
import { byPath, treeFile, type TreeFile } from './tree-file.ts';

/**
 * The files of the folders `layers` of `templates/`, sorted by path; a later layer replaces what an earlier one has
 * at the same path, and a folder that is not there is an empty one. `x.njk` is rendered to `x`, or to no file when
 * nothing but blanks comes of it; everything else is taken byte for byte.
 *
 * Throws `internal`, naming the template, when one cannot be rendered.
 */
export function renderLayers(layers: readonly string[], context: object): TreeFile[] {
  const files = new Map<string, TreeFile>();
  for (const file of layers.flatMap(loadLayer)) {
    const content = 'content' in file ? file.content : utf8(render(file.source, file.template, context));
    if ('content' in file || !isBlank(content)) files.set(file.target, treeFile(file.target, content));
  }
  return [...files.values()].sort(byPath);
}

function render(source: string, template: nunjucks.Template, context: object): string {
  try {
    return template.render(context);
  } catch (error) {
    throw new VaultMeshError('internal', `The template ${source} cannot be rendered: ${String(error)}`, {
      cause: error,
    });
  }
}

function isBlank(content: Uint8Array): boolean {
  return content.every((byte) => byte === 0x20 || byte === 0x0a);
}
