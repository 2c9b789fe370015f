import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { VaultMeshError } from '../common/error.ts';

/**
 * The folder `templates/` of this installation: two levels above the source, three above what `npm run build`
 * makes of it.
 *
 * Throws `internal` when the installation is not whole.
 */
export function templatesDirectory(): string {
  const candidates = ['../../templates/', '../../../templates/'];
  for (const candidate of candidates) {
    const directory = fileURLToPath(new URL(candidate, import.meta.url));
    if (existsSync(directory)) return directory;
  }
  throw new VaultMeshError(
    'internal',
    'The folder "templates" is missing from this installation. Install it again.',
  );
}
