import { succeeded } from '../../core/common/outcome.ts';
import type { CommandReport } from '../run-command.ts';
import { rulePage } from './rule-page.ts';

/** The page of a rule, to be read. */
export async function explain(id: string): Promise<CommandReport> {
  const page = await rulePage(id);
  const rule = id.toUpperCase();
  return {
    outcome: succeeded(`This is docs/covenant/${rule}.md.`, { rule, page }),
    lines: page.trimEnd().split('\n'),
    isDocument: true,
  };
}
