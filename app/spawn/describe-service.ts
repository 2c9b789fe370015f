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
    ['Log key', 'secret of the environment `ledger` (default branch and tags `v*` only), kept nowhere else'],
    ['Ruleset', 'nobody can delete the ledger or push to it with force'],
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
