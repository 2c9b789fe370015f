import type { SpawnedService } from './spawn-service.ts';

/** The answer to a successful `/spawn`: a table of what was made, with links, and what to do next. */
export function describeService(service: SpawnedService): string {
  const { url, repository, commit, tree, origin } = service;
  const rows = [
    ['Repository', `[${repository}](${url}), ${service.visibility}`],
    ['Files', `in [one commit](${url}/commit/${commit}), tree \`${tree}\``],
    [
      'Template',
      `[branch \`vaultmesh/template\`](${url}/tree/vaultmesh/template), from which updates are merged`,
    ],
    ['Ledger', `[branch \`ledger\`](${url}/tree/ledger), log \`${origin}\``],
    [
      'Log key',
      `secret of the environment \`ledger\` (${service.checks ? 'default branch and tags `v*`' : 'default branch'} only), kept nowhere else`,
    ],
    ['Rulesets', service.checks ? protectedBy(service.checks) : UNPROTECTED],
    ['Decision', `[pull request](${service.decision}), to be merged by you`],
  ];
  return [
    `**${repository}** is ready.`,
    '',
    '| What | Where |',
    '|---|---|',
    ...rows.map((row) => `| ${row.join(' | ')} |`),
    '',
    `Next: \`git clone ${url}.git\`, \`make test\`, and draft the release v1.0.0.`,
  ].join('\n');
}

const protectedBy = (checks: readonly string[]): string =>
  [
    'nobody can delete the ledger or push to it with force',
    `what comes into the default branch comes by pull request${passing(checks)}`,
    'only maintainers and administrators make, move or delete tags `v*`',
  ].join('; ');

const passing = (checks: readonly string[]): string =>
  checks.length === 0 ? '' : ` and passes ${checks.map((check) => `\`${check}\``).join(', ')}`;

const UNPROTECTED =
  '**none**: the plan of the organisation has none for private repositories. Whoever can push can rewrite the ledger, and releases are not ' +
  'recorded, since a tag may not use the log key. Once there are rulesets, `vaultmesh ledger init URL --environment-secret` makes up for both';
