/**
 * `npm run bench:spawn`: the figures of docs/benchmarks.md as a table, and as JSON. `--help` names the options.
 */
import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { bundleCli } from '../../scripts/bundle-cli.ts';
import { project } from '../../test/project.ts';
import { benchOptions } from '../bench-options.ts';
import { measure } from '../measure.ts';
import { benchCalls } from './calls.ts';
import { benchCli } from './cli.ts';
import { benchLanguage, languages } from './languages.ts';
import { benchOthers } from './others.ts';

const HELP = `Usage: npm run bench:spawn -- [options]

  --only <part>  one part instead of all, may be repeated:
                   cli     CPU time of "vaultmesh spawn" from a cold start, and of rendering alone
                   others  the same beside cookiecutter and copier, which pip gets
                   calls   the calls of a /spawn that write
                   ${languages().join(', ')}
                           from the command to green "make test", with empty caches and again
  --json <file>  writes the figures to a file as well
  --help         this text
`;

const folder = mkdtempSync(join(tmpdir(), 'vaultmesh-bench-'));
const program = join(folder, 'build', 'cli', 'main.js');
const parts = {
  cli: () => benchCli(program, folder, 21),
  others: () => benchOthers(program, folder, 11),
  calls: () => benchCalls(),
  ...Object.fromEntries(
    languages().map((language) => [language, () => benchLanguage(program, folder, language)]),
  ),
};

try {
  const options = benchOptions(HELP, Object.keys(parts));
  if (options !== undefined) {
    // What is published: the command as `npm run build` makes it, and the templates beside it.
    await bundleCli(project, join(folder, 'build'));
    cpSync(join(project, 'templates'), join(folder, 'templates'), { recursive: true });
    writeFileSync(join(folder, 'package.json'), JSON.stringify({ type: 'module' }));
    await measure(parts, options.names, options.json);
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}
