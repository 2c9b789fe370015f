import { PARTS } from './parts.ts';

const name = process.env.COVENANT_MUTANTS ?? '';
const part = PARTS[name];
if (part === undefined)
  throw new Error(`COVENANT_MUTANTS has to be one of: ${Object.keys(PARTS).join(', ')}.`);

const tests = 'test/core/remembrancer/covenant';
const below = (folder, paths, left) =>
  paths
    .filter((path) => path.startsWith('!') === left)
    .map((path) => `${folder}/rules/${path.replace(/^!/u, '')}`);

/**
 * Mutates the part of the covenant's rules that COVENANT_MUTANTS names, and runs the tests of that part and the pages'.
 *
 * The tests are Jest's and are run by mocha, which loads the modules once for all mutants: minutes where Jest takes hours.
 * jest-globals.ts gives them what they take of Jest.
 */
export default {
  packageManager: 'npm',
  plugins: ['@stryker-mutator/mocha-runner'],
  testRunner: 'mocha',
  testRunnerNodeArgs: ['--import', './test/exhaustive/covenant-mutants/register.ts', '--no-warnings'],
  mochaOptions: {
    spec: [...below(tests, part.tests, false), `${tests}/pages.test.ts`, `${tests}/ledger/cases.test.ts`],
    ignore: [...below(tests, part.tests, true), '**/*.integration.test.ts', '**/many-packages.test.ts'],
    // What is timed says little of a mutant and takes most of the time.
    grep: '^(?!.*(no long|take long|take no|a moment|takes time|mebibyte|megabyte|linear|many|one long|however often|only quotes|line ends|patterns|thousands))',
  },
  coverageAnalysis: 'perTest',
  // What is made once, as a module is loaded (most tables and patterns), needs a process of its own for each mutant: hours.
  ignoreStatic: true,
  mutate: [
    ...below('core/remembrancer/covenant', part.mutate, false),
    ...below('core/remembrancer/covenant', part.mutate, true).map((path) => `!${path}`),
  ],
  reporters: ['json', 'progress-append-only'],
  jsonReporter: { fileName: `.cache/mutants/${name}.json` },
  ignorePatterns: ['.cache', 'build', 'actions/*/dist'],
  tempDirName: `.cache/mutants/sandbox-${name}`,
  allowConsoleColors: false,
  // `npm run test:exhaustive` runs as many parts at a time as there are cores.
  concurrency: 1,
  timeoutMS: 10_000,
  warnings: { slow: false },
};
