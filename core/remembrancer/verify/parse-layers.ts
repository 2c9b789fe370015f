import { VaultMeshError } from '../../common/error.ts';
import { LAYERS, type Layer } from '../evidence/layer-verdict.ts';

/** The layers that a user asks for by `option`. Throws `usage` for a name that is none. */
export function parseLayers(names: readonly string[], option: string): Layer[] {
  return names.map((name) => {
    const layer = LAYERS.find((known) => known === name.trim());
    if (layer !== undefined) return layer;
    throw new VaultMeshError('usage', `"${name}" is no layer; ${option} takes ${LAYERS.join(', ')}.`);
  });
}
