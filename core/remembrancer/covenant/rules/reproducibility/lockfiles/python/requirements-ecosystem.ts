import { counted } from '../../../../../../common/counted.ts';
import { type Ecosystem, NOTHING_TO_LOCK } from '../ecosystem.ts';
import { folderOf, inFolder } from '../paths.ts';
import { otherLockfiles } from './pyproject-ecosystem.ts';
import { requirementsFile } from './requirements-file.ts';

/** requirements.txt, which is its own lockfile when each requirement has an exact version and a digest. */
export const requirementsEcosystem: Ecosystem = {
  isManifest: (name) => name === 'requirements.txt',
  look: async (manifest, files) => {
    const folder = folderOf(manifest.path);
    const others = ['pyproject.toml', 'uv.lock', 'poetry.lock'];
    if (others.some((name) => files.has(inFolder(folder, name)))) return NOTHING_TO_LOCK;
    const { count, open } = requirementsFile(manifest.text);
    if (open === undefined) return NOTHING_TO_LOCK;
    return {
      toLock: `${counted(count, 'requirement')}, of which ${open.text} has no exact version with a digest,`,
      range: open.range,
      lockfiles: await otherLockfiles(folder, files),
      remedy:
        'Write what you ask for to requirements.in, and run `pip-compile --generate-hashes` (or `uv pip compile --generate-hashes`).',
    };
  },
};
