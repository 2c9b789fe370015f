import { utf8 } from '../common/bytes.ts';
import { VaultMeshError } from '../common/error.ts';
import type { LayerFile, Rendering } from './load-layer.ts';
import { renderFailure } from './render-failure.ts';
import { byPath, treeFile, type TreeFile } from './tree-file.ts';

/**
 * The files that `layers` become, sorted by path; a later one replaces what an earlier one has at the same path. A template
 * becomes no file when nothing but blanks comes of it.
 *
 * Throws `internal`, naming the template, when one cannot be rendered, and what the template of an overlay throws.
 */
export function renderLayers(layers: readonly LayerFile[], context: object): TreeFile[] {
  const files = new Map<string, TreeFile>();
  for (const file of layers) {
    const content = 'content' in file ? file.content : utf8(render(file.source, file.template, context));
    if ('content' in file || !isBlank(content)) files.set(file.target, treeFile(file.target, content));
  }
  return [...files.values()].sort(byPath);
}

function render(source: string, template: Rendering, context: object): string {
  try {
    return template.render(context);
  } catch (error) {
    if (error instanceof VaultMeshError) throw error;
    const message = `The template ${source} cannot be rendered: ${renderFailure(error)}`;
    throw new VaultMeshError('internal', message, { cause: error });
  }
}

function isBlank(content: Uint8Array): boolean {
  return content.every((byte) => byte === 0x20 || byte === 0x0a);
}
