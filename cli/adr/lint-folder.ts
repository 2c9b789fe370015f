import { formatTime } from '../../core/common/clock.ts';
import { counted } from '../../core/common/counted.ts';
import { type Outcome, succeeded } from '../../core/common/outcome.ts';
import {
  type DecisionText,
  lintDecisions,
  readDecision,
  type ReadDecision,
} from '../../core/remembrancer/decisions/index.ts';
import type { CommandReport } from '../run-command.ts';
import type { Terminal } from '../terminal.ts';
import { findingLine } from './finding-line.ts';
import { decisionReader, type NameOptions } from './named-decisions.ts';
import { readBase } from './read-base.ts';
import { readDecisions } from './read-decisions.ts';

export interface LintOptions extends NameOptions {
  readonly base?: string;
}

/** Says all that is wrong with the decisions of a folder and, with `base`, with what was changed of them since. */
export async function lintFolder(terminal: Terminal, options: LintOptions): Promise<CommandReport> {
  const folder = await readDecisions(terminal, options.folder);
  const base = options.base === undefined ? undefined : await readBase(terminal, folder, options.base);
  const judged = await statusReader(terminal, options);
  const findings = lintDecisions(judged(folder.files), {
    today: formatTime(terminal.clock()).slice(0, 10),
    ...(base && { base: judged(base) }),
  });
  const errors = findings.filter(({ severity }) => severity === 'error').length;
  const warnings = findings.length - errors;
  const message = `${counted(folder.files.length, 'decision')} in ${folder.name}: ${counted(errors, 'error')}, ${counted(warnings, 'warning')}.`;
  const outcome: Outcome<unknown> = succeeded(message, {
    decisions: folder.files.length,
    errors,
    warnings,
    findings,
  });
  return {
    outcome: errors > 0 ? { ...outcome, reason: 'policy' } : outcome,
    lines: findings.map((finding) => findingLine(terminal, finding)),
  };
}

/** Reads decisions as they are written, but for the status of those that a ledger has as accepted. */
async function statusReader(
  terminal: Terminal,
  options: NameOptions,
): Promise<(files: readonly DecisionText[]) => ReadDecision[]> {
  const named = await decisionReader(terminal, options);
  return (files) =>
    named(files).map(({ path, decision: { status } }, n) => {
      const read = readDecision(path, files[n]?.text ?? '');
      return { ...read, decision: { ...read.decision, status } };
    });
}
