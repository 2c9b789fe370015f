/**
 * `npm run bench:app`: the figures of docs/benchmarks.md as a table, and as JSON. `--help` names the options.
 */
import { benchOptions } from '../bench-options.ts';
import { measure } from '../measure.ts';
import { benchAnswers } from './answers.ts';
import { benchBurst } from './burst.ts';
import { benchMemory } from './memory.ts';
import { benchSpawn } from './spawn.ts';

const HELP = `Usage: npm run bench:app -- [options]

  --only <part>  one part instead of all, may be repeated:
                   answers  how long webhooks wait for their answers at 200 a second, beside Probot's own middleware
                   burst    what becomes of 2,000 webhooks that come at once
                   spawn    the time of a /spawn, and the calls of it that write
                   memory   what the app holds over 20,000 webhooks
  --json <file>  writes the figures to a file as well
  --help         this text

The app is a process of its own before the sandbox's GitHub. What is measured on Redis needs redis-server, which is started.
`;

const parts = {
  answers: () => benchAnswers(30),
  burst: benchBurst,
  spawn: () => benchSpawn(5),
  memory: benchMemory,
};

const options = benchOptions(HELP, Object.keys(parts));
if (options !== undefined) await measure(parts, options.names, options.json);
