/**
 * `npm run bench:covenant`: the figures of docs/benchmarks.md as a table, and as JSON. `--help` names the options.
 */
import { benchOptions } from '../bench-options.ts';
import { measure } from '../measure.ts';
import { benchPeers } from './peers.ts';
import { benchSpeed } from './speed.ts';

const HELP = `Usage: npm run bench:covenant -- [options]

  --only <part>  one part instead of all, may be repeated:
                   speed  vaultmesh covenant over a repository of 10,000 files
                   peers  what VM-II-01 and VM-II-02 find, beside zizmor and hadolint
  --json <file>  writes the figures to a file as well
  --help         this text

The peers are those of "npm run interop:install", and look into public repositories, which are no part of the project:
COVENANT_CORPORA is a folder of clones, as test/exhaustive/covenant-corpora/corpora.ts says. What is not there is left out.
`;

const parts = { speed: () => benchSpeed(5), peers: benchPeers };

const options = benchOptions(HELP, Object.keys(parts));
if (options !== undefined) await measure(parts, options.names, options.json);
