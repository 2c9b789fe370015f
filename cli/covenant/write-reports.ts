import manifest from '../../package.json' with { type: 'json' };
import type { CovenantResult } from '../../core/remembrancer/covenant/index.ts';
import {
  covenantBadge,
  covenantSarif,
  covenantSummary,
} from '../../core/remembrancer/covenant/report/index.ts';
import type { Terminal } from '../terminal.ts';
import { writeOutput } from '../write-output.ts';
import type { CovenantOptions } from './covenant-options.ts';
import { rulePage } from './rule-page.ts';

/** Writes the result into the files that the options name. */
export async function writeReports(
  terminal: Terminal,
  { sarif, summary, badge }: CovenantOptions,
  result: CovenantResult,
): Promise<void> {
  const json = (value: unknown): string => `${JSON.stringify(value, null, 2)}\n`;
  if (sarif !== undefined) {
    const broken = [...new Set(result.findings.map(({ rule }) => rule))];
    const pages = new Map(
      await Promise.all(broken.map(async (rule) => [rule, await rulePage(rule)] as const)),
    );
    const log = covenantSarif(result, { version: manifest.version, page: (rule) => pages.get(rule) });
    await writeOutput(terminal, { path: sarif, option: '--sarif' }, json(log));
  }
  if (summary !== undefined)
    await writeOutput(terminal, { path: summary, option: '--summary' }, covenantSummary(result));
  if (badge !== undefined)
    await writeOutput(terminal, { path: badge, option: '--badge' }, json(covenantBadge(result)));
}
