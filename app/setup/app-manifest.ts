import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { z } from 'zod';
import type { SetupOptions } from './setup-options.ts';

const FILE = new URL('../../app.yml', import.meta.url);

/** What GitHub takes in a manifest, as far as app.yml uses it. */
const Manifest = z.strictObject({
  name: z.string(),
  url: z.url(),
  description: z.string(),
  public: z.boolean(),
  hook_attributes: z.strictObject({ url: z.url() }),
  default_permissions: z.record(z.string(), z.enum(['read', 'write'])),
  default_events: z.array(z.string()),
});

/** app.yml as GitHub takes it, with this installation's address and name, as JSON. */
export function appManifest({ url, name }: Pick<SetupOptions, 'url' | 'name'>, redirect: string): string {
  const manifest = Manifest.parse(parse(readFileSync(FILE, 'utf8')));
  return JSON.stringify({
    ...manifest,
    name,
    hook_attributes: { url, active: true },
    redirect_url: redirect,
  });
}
