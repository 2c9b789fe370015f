import { printable } from '../../core/common/printable.ts';
import type { Finding } from '../../core/remembrancer/decisions/index.ts';
import type { Terminal } from '../terminal.ts';

/** `docs/adr/use-x.md:3:1: error: … [status]`, as editors find their way to it. */
export function findingLine(terminal: Terminal, finding: Finding): string {
  const { path, line, column = 1, severity, message, rule } = finding;
  const kind = terminal.paint(severity === 'error' ? 'red' : 'yellow', severity);
  return `${printable(path)}:${line}:${column}: ${kind}: ${printable(message)} [${rule}]`;
}
