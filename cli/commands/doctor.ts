import { failed, succeeded } from '../../core/common/outcome.ts';
import { VaultMeshError } from '../../core/common/error.ts';
import type { AddCommand } from '../add-command.ts';
import type { Finding } from '../doctor/finding.ts';
import { leafCommand } from '../leaf-command.ts';
import { LOG_KEY } from '../log-key-option.ts';
import type { CommandReport } from '../run-command.ts';
import type { Terminal } from '../terminal.ts';

const EXAMPLES = ['doctor', 'doctor --log-key log.key'];

interface DoctorOptions {
  readonly json?: true;
  readonly logKey?: string;
  readonly repo?: string;
  readonly appId?: string;
  readonly appKey?: string;
}

export const doctorCommand: AddCommand = (program, terminal, run) => {
  leafCommand(
    program,
    'doctor',
    'check this machine: Node, git, other programs, clock, keys, configuration; or, with --repo, a repository on GitHub',
    EXAMPLES,
  )
    .option(LOG_KEY.flags, LOG_KEY.description)
    .option(
      '--repo <repository>',
      'OWNER/REPO: look at this repository instead, with the token in GH_TOKEN or GITHUB_TOKEN; nothing is written',
    )
    .option(
      '--app-id <number>',
      'with --repo: look as this GitHub App too, at its installation, webhook and deliveries',
    )
    .option('--app-key <file>', 'a private key of that app, in PEM')
    .action((options: DoctorOptions) => run(options, () => examine(terminal, options)));
};

async function examine(terminal: Terminal, options: DoctorOptions): Promise<CommandReport> {
  const { logKey, repo, appId, appKey } = options;
  if (repo === undefined && (appId ?? appKey) !== undefined)
    throw new VaultMeshError('usage', '--app-id and --app-key go with --repo OWNER/REPO.');
  const findings =
    repo === undefined ? await machine(terminal, logKey) : await repository(terminal, repo, options);
  const width = Math.max(8, ...findings.map(({ check }) => check.length));
  return { outcome: conclude(findings), lines: findings.map((finding) => lineOf(finding, width, terminal)) };
}

async function repository(
  terminal: Terminal,
  repo: string,
  app: Pick<DoctorOptions, 'appId' | 'appKey'>,
): Promise<readonly Finding[]> {
  const { checkGitHubRepository } = await import('../doctor/repository/check-repository.ts');
  return checkGitHubRepository(repo, terminal, app);
}

async function machine(terminal: Terminal, logKey: string | undefined): Promise<readonly Finding[]> {
  const [{ checkNode }, { checkTools }, { checkClock }, { checkLogKey }, { checkConfig }] = await Promise.all(
    [
      import('../doctor/check-node.ts'),
      import('../doctor/check-tools.ts'),
      import('../doctor/check-clock.ts'),
      import('../doctor/check-log-key.ts'),
      import('../doctor/check-config.ts'),
    ],
  );
  const server = terminal.environment['GITHUB_SERVER_URL'] || 'https://github.com';
  return [
    checkNode(process.versions.node),
    ...(await checkTools(terminal.environment)),
    await checkClock(terminal.clock, fetch, server),
    await checkLogKey(terminal, { ...LOG_KEY.source, file: logKey }),
    await checkConfig(terminal.directory),
  ];
}

function conclude(findings: readonly Finding[]): CommandReport['outcome'] {
  const problems = findings.filter(({ status }) => status === 'problem');
  const unknown = findings.filter(({ status }) => status === 'unknown');
  const [first] = problems;
  if (first === undefined && unknown.length > 0) {
    const message = `${unknown.map(({ check }) => check).join(', ')}: cannot be told; see the remedies.`;
    return { ...failed(new VaultMeshError('incomplete', message)), result: { findings } };
  }
  if (first === undefined) {
    const advised = findings.filter(({ status }) => status === 'advice').map(({ check }) => check);
    const optional = advised.length === 0 ? '' : ` Optional, and with advice above: ${advised.join(', ')}.`;
    return succeeded(`Everything that VaultMesh needs is here.${optional}`, { findings });
  }
  const message = `${problems.map(({ check }) => check).join(', ')}: not as VaultMesh needs it; see the remedies.`;
  return { ...failed(new VaultMeshError(first.code ?? 'internal', message)), result: { findings } };
}

function lineOf({ check, status, detail, remedy }: Finding, width: number, terminal: Terminal): string {
  const colour = { ok: 'green', advice: 'yellow', unknown: 'yellow', problem: 'red' } as const;
  const line = `${terminal.paint(colour[status], status.padEnd(8))} ${check.padEnd(width)} ${detail}`;
  return remedy === undefined ? line : `${line}\n${' '.repeat(width + 10)}${remedy}`;
}
