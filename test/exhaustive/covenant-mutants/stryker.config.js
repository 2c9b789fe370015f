/** Mutates the rules and the engine of the covenant; what survives is judged in survivors.json. */
export default {
  packageManager: 'npm',
  plugins: ['@stryker-mutator/jest-runner'],
  testRunner: 'jest',
  testRunnerNodeArgs: ['--experimental-vm-modules', '--no-warnings'],
  jest: { projectType: 'custom', configFile: 'test/exhaustive/covenant-mutants/jest.config.js' },
  coverageAnalysis: 'perTest',
  mutate: ['core/remembrancer/covenant/**/*.ts', '!core/remembrancer/covenant/**/index.ts'],
  reporters: ['json', 'clear-text'],
  jsonReporter: { fileName: '.cache/mutants/report.json' },
  ignorePatterns: ['.cache', 'build', 'actions/*/dist'],
  tempDirName: '.cache/mutants/sandbox',
  incremental: false,
  allowConsoleColors: false,
  concurrency: 2,
  timeoutMS: 10_000,
};
