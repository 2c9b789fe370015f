import { counted } from '../../../../../../common/counted.ts';
import { folderOf } from '../../../../tree/tree-paths.ts';
import { textOf, valueOf } from '../../../../yaml/yaml-lookup.ts';
import { CannotTell } from '../cannot-tell.ts';
import { type Ecosystem, NOTHING_TO_LOCK } from '../ecosystem.ts';
import { inFolder } from '../paths.ts';

/** The dependencies of Chart.yaml with Chart.lock, and those of Helm 2's requirements.yaml with requirements.lock. */
export const helmEcosystem: Ecosystem = {
  isManifest: (name) => name === 'Chart.yaml' || name === 'requirements.yaml',
  look: ({ path, yaml }, files) => {
    const folder = folderOf(path);
    const isChart = path.endsWith('Chart.yaml');
    // Other programs have files of that name.
    if (!isChart && !files.has(inFolder(folder, 'Chart.yaml'))) return Promise.resolve(NOTHING_TO_LOCK);
    if ('unreadable' in yaml)
      throw new CannotTell(path, `${path} is not YAML that can be read: ${yaml.unreadable}`);
    const [document] = yaml.documents;
    const entry =
      document?.kind === 'map' ? document.entries.find(({ key }) => key === 'dependencies') : undefined;
    // Without a repository it is a chart in `charts/`, of this tree.
    const items = entry?.value.kind === 'list' ? entry.value.items : [];
    const fetched = items.filter((item) => (textOf(valueOf(item, 'repository')) ?? '') !== '');
    if (entry === undefined || fetched.length === 0) return Promise.resolve(NOTHING_TO_LOCK);
    const name = isChart ? 'Chart.lock' : 'requirements.lock';
    const lock = inFolder(folder, name);
    return Promise.resolve({
      toLock: counted(fetched.length, 'dependency', 'dependencies'),
      range: entry.keyRange,
      lockfiles: files.has(lock) ? [{ path: lock, update: 'helm dependency update' }] : [],
      remedy: `Run \`helm dependency update\` and commit ${name}.`,
    });
  },
};
