/**
 * `npm run bench:evidence`: the figures of docs/benchmarks.md as a table, and as JSON. `--help` names the options.
 */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { bundleCli } from '../../scripts/bundle-cli.ts';
import { project } from '../../test/project.ts';
import { measure } from '../measure.ts';
import { benchBundles } from './bundles.ts';
import { benchHash } from './hash.ts';
import { benchRecordRequests } from './record-requests.ts';
import { benchVerify } from './verify.ts';

const HELP = `Usage: npm run bench:evidence -- [options]

  --only <part>  one part instead of all, may be repeated:
                   verify   CPU time of "vaultmesh verify" from a cold start
                   hash     hashing 1 GiB beside sha256sum, and its memory
                   bundles  size and loading of each Action's bundle in actions/*/dist
                   record   requests to GitHub of one record, by route
  --json <file>  writes the figures to a file as well
  --help         this text
`;

const { values } = parseArgs({
  options: {
    only: { type: 'string', multiple: true },
    json: { type: 'string' },
    help: { type: 'boolean', default: false },
  },
});
const folder = mkdtempSync(join(tmpdir(), 'vaultmesh-bench-'));
const program = join(folder, 'build', 'cli', 'main.js');
const parts = {
  verify: () => benchVerify(program, folder, 21),
  hash: () => benchHash(program, folder, 1024),
  bundles: () => benchBundles(11),
  record: () => benchRecordRequests(),
};

const names = values.only ?? Object.keys(parts);
const unknown = names.filter((name) => !Object.hasOwn(parts, name));
try {
  if (values.help) process.stdout.write(HELP);
  else if (unknown.length > 0) {
    console.error(`There is no part "${unknown.join('", "')}".\n\n${HELP}`);
    process.exitCode = 2;
  } else {
    // What `npm run build` makes of the sources as they are.
    await bundleCli(project, join(folder, 'build'));
    // As the published package has it: without it Node parses each file twice to find out that it is a module.
    writeFileSync(join(folder, 'package.json'), JSON.stringify({ type: 'module' }));
    await measure(parts, names, values.json);
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}
