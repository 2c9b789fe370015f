/**
 * `npm run bench:memory`: the figures of docs/benchmarks.md as a table, and as JSON. `--help` names the options.
 */
import { join } from 'node:path';
import { project } from '../../test/project.ts';
import { benchOptions } from '../bench-options.ts';
import type { Figure } from '../figure.ts';
import { measure } from '../measure.ts';
import { readCranfield } from './cranfield.ts';
import { type Place, readDecisionSet, type Which } from './decision-sets.ts';
import type { Engine } from './engine.ts';
import { fts5 } from './fts5.ts';
import { lunrEngine } from './lunr.ts';
import { miniSearch } from './minisearch.ts';
import { ours } from './ours.ts';
import { benchRelevance } from './relevance.ts';
import { benchQuery } from './query.ts';
import { benchSite } from './site.ts';
import { benchSpeed } from './speed.ts';
import type { TestSet } from './test-set.ts';
import { benchUnanswered } from './unanswered.ts';

const HELP = `Usage: npm run bench:memory -- [options]

  --only <part>  one part instead of all, may be repeated:
                   cranfield  relevance on the Cranfield collection
                   decisions  relevance on the decisions of four projects, by questions that nothing was tuned on
                   tuning     the same by the questions that the setting was tuned on
                   speed      indexing 10,000 records, and answering over them
                   query      vaultmesh query from a cold start, over ledgers of git repositories
                   site       vaultmesh site of 10,000 records, and its search in Chromium
  --json <file>  writes the figures to a file as well
  --help         this text

All but the last two stand beside MiniSearch, lunr and SQLite FTS5. The data is not part of the project: ../shared/data has Cranfield and
the decisions of alphagov/govuk-infrastructure; BENCH_ADR_OPENDATAHUB, BENCH_ADR_COSMOS and BENCH_ADR_LOG4BRAINS are paths of clones
of opendatahub-io/architecture-decision-records, cosmos/cosmos-sdk and thomvaill/log4brains. What is not there is left out.
`;

const DATA = join(project, '..', 'shared', 'data');
const PLACES: readonly Place[] = [
  { corpus: 'govuk', path: join(DATA, 'adr-govuk') },
  {
    corpus: 'opendatahub',
    path: process.env['BENCH_ADR_OPENDATAHUB'] ?? '',
    folders: ['architecture-decision-records'],
  },
  { corpus: 'cosmos', path: process.env['BENCH_ADR_COSMOS'] ?? '', folders: ['docs/architecture'] },
  {
    corpus: 'log4brains',
    path: process.env['BENCH_ADR_LOG4BRAINS'] ?? '',
    folders: ['docs/adr', 'packages/core/docs/adr', 'packages/web/docs/adr'],
  },
];
const ENGINES: readonly [Engine, ...Engine[]] = [ours, miniSearch, lunrEngine, fts5];

function withCranfield<T>(bench: (set: TestSet) => T): T | Figure[] {
  const set = readCranfield(join(DATA, 'cranfield'));
  if (set !== undefined) return bench(set);
  console.error('There is no ../shared/data/cranfield: its rows are left out.');
  return [];
}

function benchDecisions(which: Which): Figure[] {
  const sets = PLACES.flatMap((place) => {
    const set = readDecisionSet(place, which);
    if (set === undefined)
      console.error(`The decisions of ${place.corpus}, or questions on them, are not there: left out.`);
    return set ?? [];
  });
  if (sets.length === 0) return [];
  return [
    ...sets.flatMap((set) => benchRelevance(set.name, ENGINES, [set], 'reciprocalRank', {})),
    ...benchRelevance(
      'all decisions',
      ENGINES,
      sets,
      'reciprocalRank',
      which === 'held-out' ? { reciprocalRank: 0.8, hit5: 0.95 } : {},
    ),
    ...benchUnanswered(ours, sets),
  ];
}

const parts = {
  cranfield: () => withCranfield((set) => benchRelevance(set.name, ENGINES, [set], 'ndcg', { ndcg: 0.385 })),
  decisions: () => benchDecisions('held-out'),
  tuning: () => benchDecisions('tuning'),
  speed: () =>
    withCranfield((set) =>
      ENGINES.flatMap((engine) => {
        const isOurs = engine === ours;
        return benchSpeed(engine, set, { size: 10_000, rounds: isOurs ? 3 : 1, isBound: isOurs });
      }),
    ),
  query: () => withCranfield((set) => benchQuery(set, [250, 1_000, 10_000], 11)),
  site: () => withCranfield((set) => benchSite(set, 10_000)),
};

const options = benchOptions(HELP, Object.keys(parts));
if (options !== undefined) await measure(parts, options.names, options.json);
