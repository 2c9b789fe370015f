import { counted } from '../../../../../../common/counted.ts';
import { folderOf } from '../../../../tree/tree-paths.ts';
import { type Ecosystem, NOTHING_TO_LOCK } from '../ecosystem.ts';
import { nameOf } from '../paths.ts';
import type { RepositoryFiles } from '../repository-files.ts';
import { isLocked, isOtherTools } from './pyproject-ecosystem.ts';
import { requirementsFile } from './requirements-file.ts';

const TOOLS = ['uv.lock', 'poetry.lock'];
/** What pip is given in the place of requirements.txt, or beside it. The digests of other requirements say nothing of these. */
const OWN_LOCK = /^(?:requirements(?:\.txt)?[-_.]lock(?:\.txt)?|constraints\.txt)$/u;

/** requirements.txt, which is its own lockfile when each requirement has an exact version and a digest. */
export const requirementsEcosystem: Ecosystem = {
  isManifest: (name) => name === 'requirements.txt',
  look: async (manifest, files) => {
    const { count, open } = requirementsFile(manifest.text);
    if (open === undefined || (await isCovered(folderOf(manifest.path), files))) return NOTHING_TO_LOCK;
    return {
      toLock: `${counted(count, 'requirement')}, of which ${open.text} has no exact version with a digest,`,
      range: open.range,
      lockfiles: [],
      remedy:
        'Write what you ask for to requirements.in, and run `pip-compile --generate-hashes` (or `uv pip compile --generate-hashes`).',
    };
  },
};

async function isCovered(folder: string, files: RepositoryFiles): Promise<boolean> {
  for (const path of files.in(folder)) {
    const name = nameOf(path);
    if (TOOLS.includes(name) || isOtherTools(name)) return true;
    if (OWN_LOCK.test(name) && (await isLocked(path, files))) return true;
  }
  return false;
}
