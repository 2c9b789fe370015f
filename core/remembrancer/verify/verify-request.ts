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

/** The moment that a user asks for by `option`. Throws `usage` for what is not RFC 3339 in UTC. */
export function parseMoment(text: string, option: string): Date {
  const time = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$/.test(text) ? new Date(text) : new Date(Number.NaN);
  if (!Number.isNaN(time.getTime())) return time;
  throw new VaultMeshError(
    'usage',
    `"${text}" is no time; ${option} takes UTC, such as 2026-11-20T09:30:00Z.`,
  );
}
