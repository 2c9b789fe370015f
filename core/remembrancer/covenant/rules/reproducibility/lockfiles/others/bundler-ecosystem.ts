import { counted } from '../../../../../../common/counted.ts';
import { folderOf } from '../../../../tree/tree-paths.ts';
import { type Ecosystem, NOTHING_TO_LOCK } from '../ecosystem.ts';
import { inFolder } from '../paths.ts';

const GEM = /^[ \t]*gem[ \t(]+['"]/gmu;

/** Gemfile with Gemfile.lock. A Gemfile is a program: it is not held against its lockfile. */
export const bundlerEcosystem: Ecosystem = {
  isManifest: (name) => name === 'Gemfile' || name === 'gems.rb',
  look: ({ path, text }, files) => {
    const folder = folderOf(path);
    const gems = [...text.matchAll(GEM)];
    const [first] = gems;
    const isLibrary = files.in(folder).some((each) => each.endsWith('.gemspec'));
    if (first === undefined || isLibrary) return Promise.resolve(NOTHING_TO_LOCK);
    const name = path.endsWith('gems.rb') ? 'gems.locked' : 'Gemfile.lock';
    const lock = inFolder(folder, name);
    return Promise.resolve({
      toLock: counted(gems.length, 'gem'),
      range: { start: first.index, end: first.index + first[0].length },
      lockfiles: files.has(lock) ? [{ path: lock, update: 'bundle lock' }] : [],
      remedy: `Run \`bundle lock\` and commit ${name}.`,
    });
  },
};
