import { mkdtempSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { gitTree } from '../../core/remembrancer/covenant/index.ts';
import { project } from '../../test/project.ts';
import { bundledProgram } from '../bundled-program.ts';
import { type Figure, kib, median } from '../figure.ts';
import { runMeasured } from '../run-measured.ts';
import { makeRepository } from './made-repository.ts';

const FILES = 10_000;
const MOST_MS = 2000;
const MOST_MIB = 300;

/** Writes the most memory that the process held, in KiB, into the file of PEAK when it ends. */
const TELL_PEAK = `data:text/javascript,${encodeURIComponent(
  "import{writeFileSync}from'node:fs';process.on('exit',()=>writeFileSync(process.env.PEAK,String(process.resourceUsage().maxRSS)))",
)}`;

/**
 * What `vaultmesh covenant` takes as the published package has it, with the git commands that it runs, over a repository of
 * 10,000 files: the files on disk, and a commit. The median of `rounds`. The memory is that of the program without git's.
 */
export async function benchSpeed(rounds: number): Promise<Figure[]> {
  const folder = mkdtempSync(join(tmpdir(), 'vaultmesh-bench-'));
  try {
    const program = await bundledProgram(folder);
    // The pins of the templates are the fixes that are known.
    symlinkSync(join(project, 'templates'), join(folder, 'templates'));
    const repository = join(folder, 'repository');
    makeRepository(repository, FILES);
    const tree = await gitTree({ directory: repository }, 'HEAD');
    const bytes = tree.files.reduce((sum, { size }) => sum + size, 0);
    const at = `${FILES.toLocaleString('en')} files, ${Math.round(kib(kib(bytes)))} MiB`;
    const peak = join(folder, 'peak');
    const env = { ...process.env, PEAK: peak };
    const figures: Figure[] = [];
    for (const [name, ...words] of [['the files on disk'], ['a commit', '--revision', 'HEAD']]) {
      const argv = [process.execPath, '--import', TELL_PEAK, program, 'covenant', repository, ...words];
      // It finds what this project has as examples of what is found.
      const runs = Array.from({ length: rounds }, () => runMeasured(argv, { env, code: 9 }));
      const what = `vaultmesh covenant, ${name ?? ''}`;
      figures.push(
        { what, at, value: median(runs.map(({ wall }) => wall)), unit: 'ms', atMost: MOST_MS },
        { what: `${what}, CPU`, at, value: median(runs.map(({ cpu }) => cpu)), unit: 'ms' },
        {
          what: `${what}, peak memory`,
          at,
          value: kib(Number(readFileSync(peak, 'utf8'))),
          unit: 'MiB',
          atMost: MOST_MIB,
        },
      );
    }
    return figures;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
