import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { project } from '../../test/project.ts';
import { type Figure, median } from '../figure.ts';
import { runMeasured } from '../run-measured.ts';

/**
 * The committed bundle of each Action: its size with everything in `dist/`, and how long a process takes that loads it and
 * stops at the first thing it asks the workflow for, `rounds` times. Node's own start is in it.
 */
export function benchBundles(rounds: number): Figure[] {
  const actions = join(project, 'actions');
  const names = readdirSync(actions).filter((name) => existsSync(join(actions, name, 'dist')));
  return names.flatMap((name): Figure[] => {
    const dist = join(actions, name, 'dist');
    const runs = Array.from({ length: rounds }, () =>
      runMeasured([process.execPath, join(dist, 'index.js')], {
        env: { PATH: process.env['PATH'] },
        code: 1,
      }),
    );
    const at = `actions/${name}`;
    return [
      { what: 'bundle', at, value: sizeOf(dist) / 2 ** 20, unit: 'MiB', atMost: 3 },
      { what: 'bundle loaded', at, value: median(runs.map(({ wall }) => wall)), unit: 'ms', atMost: 250 },
      {
        what: `bundle loaded, lowest of ${rounds}`,
        at,
        value: Math.min(...runs.map(({ wall }) => wall)),
        unit: 'ms',
      },
      { what: 'bundle loaded, CPU', at, value: median(runs.map(({ cpu }) => cpu)), unit: 'ms', atMost: 250 },
    ];
  });
}

const sizeOf = (folder: string): number =>
  readdirSync(folder).reduce((total, name) => total + statSync(join(folder, name)).size, 0);
