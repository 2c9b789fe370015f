import { folderOf } from '../../../../tree/tree-paths.ts';
import { type Ecosystem, NOTHING_TO_LOCK } from '../ecosystem.ts';
import { inFolder } from '../paths.ts';
import { placeOf } from '../place-of.ts';
import { MOST_BYTES, type RepositoryFiles } from '../repository-files.ts';

const REQUIRED = /^[ \t]*required_providers[ \t]*\{/mu;
/** What only a module has that is run by itself: how to reach a provider, or where the state is. */
const ROOT = /^[ \t]*(?:provider[ \t]+"[^"\n]*"|backend[ \t]+"[^"\n]*"|cloud)[ \t]*\{/mu;

/** Terraform's `required_providers` with .terraform.lock.hcl, of a module that is run by itself: others have no lockfile. */
export const terraformEcosystem: Ecosystem = {
  isManifest: (name) => name.endsWith('.tf') || name.endsWith('.tofu'),
  look: async ({ path, text }, files) => {
    const folder = folderOf(path);
    const lock = inFolder(folder, '.terraform.lock.hcl');
    if (!REQUIRED.test(text) || !(await files.once(isRoot, folder))) return NOTHING_TO_LOCK;
    const range = placeOf(text, ['required_providers']);
    return {
      toLock: 'providers',
      ...(range && { range }),
      lockfiles: files.has(lock) ? [{ path: lock, update: 'terraform providers lock' }] : [],
      remedy: 'Run `terraform init` (or `tofu init`) and commit .terraform.lock.hcl.',
    };
  },
};

async function isRoot(folder: string, files: RepositoryFiles): Promise<boolean> {
  for (const path of files.in(folder)) {
    if (!terraformEcosystem.isManifest(path)) continue;
    if (await files.made(path, MOST_BYTES.manifest, ({ text }) => ROOT.test(text))) return true;
  }
  return false;
}
