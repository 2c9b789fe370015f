/**
 * `npm run bench:covenant`: the figures of docs/benchmarks.md as a table, and as JSON. `--help` names the options.
 */
import { benchOptions } from '../bench-options.ts';
import { measure } from '../measure.ts';
import { benchSpeed } from './speed.ts';

const HELP = `Usage: npm run bench:covenant -- [options]

  --only <part>  one part instead of all, may be repeated:
                   speed  vaultmesh covenant over a repository of 10,000 files
  --json <file>  writes the figures to a file as well
  --help         this text
`;

const parts = { speed: () => benchSpeed(5) };

const options = benchOptions(HELP, Object.keys(parts));
if (options !== undefined) await measure(parts, options.names, options.json);
