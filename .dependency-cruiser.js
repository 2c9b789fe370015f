/** The layers of docs/architecture.md, as rules that fail the build. */
export default {
  forbidden: [
    {
      name: 'spawn-stands-alone',
      comment: 'core/spawn (layer 1) works without the ledger and without Aurora.',
      severity: 'error',
      from: { path: '^core/spawn/' },
      to: { path: '^core/(remembrancer|aurora)/' },
    },
    {
      name: 'remembrancer-does-not-know-aurora',
      comment: 'core/remembrancer (layer 2) works without layer 3, and without layer 1.',
      severity: 'error',
      from: { path: '^core/remembrancer/' },
      to: { path: '^core/(aurora|spawn)/' },
    },
    {
      name: 'common-is-the-bottom',
      comment: 'core/common is used by every layer and uses none.',
      severity: 'error',
      from: { path: '^core/common/' },
      to: { path: '^core/(?!common/)' },
    },
    {
      name: 'core-knows-no-door',
      comment: 'The domain knows neither the app, the Actions, the CLI nor the sandbox.',
      severity: 'error',
      from: { path: '^core/' },
      to: { path: '^(app|actions|cli|sandbox|test)/' },
    },
    {
      name: 'core-knows-no-github-client',
      comment: 'The domain takes small interfaces; GitHub clients and Action toolkits stay outside.',
      severity: 'error',
      from: { path: '^core/' },
      to: { path: 'node_modules/(probot|octokit|@octokit|@actions|octokit-plugin-create-pull-request)(/|$)' },
    },
    {
      name: 'product-does-not-use-the-sandbox',
      comment: 'What is shipped never depends on the stand-in for GitHub.',
      severity: 'error',
      from: { path: '^(core|app|actions|cli)/' },
      to: { path: '^(sandbox|test|bench|scripts)/' },
    },
    {
      name: 'doors-do-not-open-into-each-other',
      comment: 'App, Actions and CLI share code through core only.',
      severity: 'error',
      from: { path: '^(app|actions|cli)/' },
      to: { path: '^(app|actions|cli)/', pathNot: '^$1/' },
    },
    {
      name: 'shipped-code-uses-dependencies-only',
      comment: 'A dev dependency is not there for a user.',
      severity: 'error',
      from: { path: '^(core|app|actions/[^/]+/src|cli)/' },
      to: { dependencyTypes: ['npm-dev'], dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'no-cycles',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    {
      name: 'no-unresolvable',
      comment: 'The two packages hold declarations only, so there is no file to find.',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true, pathNot: '^@octokit/(openapi|webhooks)-types$' },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '(^|/)(dist|build)/' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'default', 'types'],
    },
  },
};
