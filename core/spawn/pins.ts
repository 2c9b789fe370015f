import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { VaultMeshError } from '../common/error.ts';

/** Where in public a pin was seen, so that a reader can look it up instead of trusting us. */
export interface Sighting {
  readonly repository: string;
  readonly path: string;
  readonly commit: string;
  /** The day of that commit, `2026-08-22`; for a file that dates itself, the newest day it names. */
  readonly date: string;
}

/** `templates/pins.json`: everything that spawned files fetch from elsewhere, by what cannot be moved. */
export interface Pins {
  /** By `owner/repository`. */
  readonly actions: Readonly<Record<string, { version: string; sha: string; seen: Sighting }>>;
  /** By a short name that templates use. */
  readonly images: Readonly<Record<string, { image: string; tag: string; digest: string; seen: Sighting }>>;
  /** Compilers and tools that a workflow or a Makefile installs, by the name that templates use. */
  readonly tools: Readonly<Record<string, { version: string; seen: Sighting }>>;
}

export function readPins(templates: string): Pins {
  return JSON.parse(readFileSync(join(templates, 'pins.json'), 'utf8')) as Pins;
}

/** What stands after `uses:`, the version as a comment behind the commit. Throws `internal` for one without a pin. */
export function pinnedAction(pins: Pins, action: string): string {
  const pin = pinOf(pins.actions, action);
  return `${action}@${pin.sha} # ${pin.version}`;
}

/** An image with tag and digest. Throws `internal` for one without a pin. */
export function pinnedImage(pins: Pins, name: string): string {
  const pin = pinOf(pins.images, name);
  return `${pin.image}:${pin.tag}@${pin.digest}`;
}

/** The version of a tool: `3.14.7`. Throws `internal` for one without a pin. */
export function pinnedTool(pins: Pins, name: string): string {
  return pinOf(pins.tools, name).version;
}

function pinOf<Pin>(pins: Readonly<Record<string, Pin>>, name: string): Pin {
  const pin = Object.hasOwn(pins, name) ? pins[name] : undefined;
  if (pin !== undefined) return pin;
  throw new VaultMeshError(
    'internal',
    `templates/pins.json has no pin of "${name}". Add one, with where it was seen.`,
  );
}
