import { counted } from '../../core/common/counted.ts';
import { succeeded } from '../../core/common/outcome.ts';
import { RULES } from '../../core/remembrancer/covenant/index.ts';
import { columns } from '../columns.ts';
import type { CommandReport } from '../run-command.ts';

/** All rules with their own levels. */
export function listRules(): CommandReport {
  const rows = RULES.map(({ id, level, severity, fixable, kind, title }) => [
    ...[id, level, severity, fixable ? 'fix' : '', kind === 'file' ? 'fast' : ''],
    title,
  ]);
  const rules = RULES.map(({ id, title, level, severity, fixable, since, kind }) => ({
    ...{ id, title, level, severity, fixable, since },
    fast: kind === 'file',
  }));
  return {
    outcome: succeeded(`${counted(RULES.length, 'rule')}, with the levels that they have by themselves.`, {
      rules,
    }),
    lines: columns([['RULE', 'LEVEL', 'SEVERITY', 'FIX', 'FAST', 'WHAT HOLDS'], ...rows]),
  };
}
