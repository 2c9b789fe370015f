import { counted } from '../../core/common/counted.ts';
import { succeeded } from '../../core/common/outcome.ts';
import { anchorsOf, parseTrustFile } from '../../core/remembrancer/trust/index.ts';
import { readText } from '../read-text.ts';
import type { CommandReport } from '../run-command.ts';
import type { Terminal } from '../terminal.ts';
import { anchorLines } from './anchor-lines.ts';

/** Lists what a trust file believes in. */
export async function showTrust(terminal: Terminal, file: string): Promise<CommandReport> {
  const text = await readText(terminal, file, 'trust file', 'make one with "vaultmesh trust init"');
  const anchors = await anchorsOf(parseTrustFile(text, file));
  return {
    outcome: succeeded(`${file} believes in ${counted(anchors.length, 'anchor')}.`, { anchors }),
    lines: anchorLines(anchors),
  };
}
