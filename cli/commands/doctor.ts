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
}

export const doctorCommand: AddCommand = (program, terminal, run) => {
  leafCommand(
    program,
    'doctor',
    'check this machine: Node, git, other programs, clock, keys, configuration',
    EXAMPLES,
  )
    .option(LOG_KEY.flags, LOG_KEY.description)
    .action((options: DoctorOptions) => run(options, () => examine(terminal, options)));
};

async function examine(terminal: Terminal, { logKey }: DoctorOptions): Promise<CommandReport> {
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
  const findings = [
    checkNode(process.versions.node),
    ...(await checkTools(terminal.environment)),
    await checkClock(terminal.clock, fetch, server),
    await checkLogKey(terminal, { ...LOG_KEY.source, file: logKey }),
    await checkConfig(terminal.directory),
  ];
  return { outcome: conclude(findings), lines: findings.map((finding) => lineOf(finding, terminal)) };
}

function conclude(findings: readonly Finding[]): CommandReport['outcome'] {
  const problems = findings.filter(({ status }) => status === 'problem');
  const [first] = problems;
  if (first === undefined) {
    const advised = findings.filter(({ status }) => status === 'advice').map(({ check }) => check);
    const optional = advised.length === 0 ? '' : ` Optional, and with advice above: ${advised.join(', ')}.`;
    return succeeded(`Everything that VaultMesh needs is here.${optional}`, { findings });
  }
  const message = `${problems.map(({ check }) => check).join(', ')}: not as VaultMesh needs it; see the remedies.`;
  return { ...failed(new VaultMeshError(first.code ?? 'internal', message)), result: { findings } };
}

function lineOf({ check, status, detail, remedy }: Finding, terminal: Terminal): string {
  const colour = { ok: 'green', advice: 'yellow', problem: 'red' } as const;
  const line = `${terminal.paint(colour[status], status.padEnd(8))} ${check.padEnd(8)} ${detail}`;
  return remedy === undefined ? line : `${line}\n${' '.repeat(18)}${remedy}`;
}
