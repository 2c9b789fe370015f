/**
 * `npm run bench:evidence`: the figures of docs/benchmarks.md as a table, and as JSON. `--help` names the options.
 */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { bundleCli } from '../../scripts/bundle-cli.ts';
import { project } from '../../test/project.ts';
import { benchOptions } from '../bench-options.ts';
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

const folder = mkdtempSync(join(tmpdir(), 'vaultmesh-bench-'));
const program = join(folder, 'build', 'cli', 'main.js');
const parts = {
  verify: () => benchVerify(program, folder, 21),
  hash: () => benchHash(program, folder, 1024),
  bundles: () => benchBundles(11),
  record: () => benchRecordRequests(),
};

try {
  const options = benchOptions(HELP, Object.keys(parts));
  if (options !== undefined) {
    // What `npm run build` makes of the sources as they are.
    await bundleCli(project, join(folder, 'build'));
    // As the published package has it: without it Node parses each file twice to find out that it is a module.
    writeFileSync(join(folder, 'package.json'), JSON.stringify({ type: 'module' }));
    await measure(parts, options.names, options.json);
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}
