import { counted } from '../../core/common/counted.ts';
import { VaultMeshError } from '../../core/common/error.ts';
import {
  decisionName,
  decisionsInForceWhen,
  type Memory,
  type MemoryRecord,
  recordFinder,
  recordPath,
  shortName,
  successorFinder,
} from '../../core/remembrancer/memory/index.ts';
import type { CommandReport } from '../run-command.ts';
import type { Terminal } from '../terminal.ts';
import { askMemory } from './ask-memory.ts';
import type { Answer } from './formats.ts';
import type { MemoryOptions } from './memory-options.ts';
import { recordNamed } from './record-named.ts';

/**
 * Shows what was recorded as KIND/COMPONENT/VERSION: once, or several times, as of a version that was deployed twice; or
 * the one record that a name means. The kind `deploy`, as the verb of `record` is called, means `deployment`.
 */
export function showReceipts(
  terminal: Terminal,
  name: string,
  options: MemoryOptions,
): Promise<CommandReport> {
  const path = name.replace(/^deploy\//u, 'deployment/');
  return askMemory(terminal, options, (memory) => {
    const found = memory.records.filter((record) => recordPath(record) === path);
    const named = found.length > 0 ? undefined : recordNamed(recordFinder(memory.records), name);
    const shown = named === undefined ? found : [named];
    if (shown.length > 0) return receiptsAnswer(shown, memory);
    const { checkpoint, size } = memory;
    const then = size === checkpoint.size ? '' : ` as it stood at ${counted(size, 'entry', 'entries')}`;
    throw new VaultMeshError(
      'not-found',
      `${checkpoint.origin}${then} has no record ${path}; "vaultmesh list all" shows what there is, and it takes KIND/COMPONENT/VERSION, such as release/my-service/1.0.0, or a name, such as ADR-0001.`,
    );
  });
}

function receiptsAnswer(found: readonly MemoryRecord[], { records }: Memory): Answer {
  const successorsOf = successorFinder(records);
  const shown = found.map((record) => ({
    record,
    supersededBy: successorsOf(record),
    inForce: decisionsInForceWhen(record, records),
  }));
  return {
    heading: ['Entry', 'Field', 'Value'],
    rows: shown.flatMap(rowsOf),
    items: shown.map(({ record, supersededBy, inForce }) => ({
      ...record,
      supersededBy: supersededBy.map(({ index, id }) => ({ index, id })),
      decisionsInForce: inForce.map(({ id }) => id),
    })),
    diagrams: [],
  };
}

interface Shown {
  readonly record: MemoryRecord;
  readonly supersededBy: readonly MemoryRecord[];
  readonly inForce: readonly MemoryRecord[];
}

function rowsOf({ record, supersededBy, inForce }: Shown): string[][] {
  const { index, id, kind, number, time, status, component, version, texts, source, receipt } = record;
  const rows: [string, string][] = [
    ['operation', id],
    ['kind', kind],
    ...(number === undefined ? [] : [['number', decisionName(number)] as [string, string]]),
    ['component', component],
    ['version', version],
    ['time', time],
    ['status', status],
    ...supersededBy.map((by): [string, string] => [
      'in its place',
      `entry ${by.index}, ${shortName(by)} ${by.title}`,
    ]),
    ...Object.entries<string>({ ...texts, ...source }),
    ...record.subjects.map(({ name, sha256 }): [string, string] => ['subject', `${sha256} ${name}`]),
    ...record.links.map(({ rel, target }): [string, string] => [rel, target]),
    ...inForce.map(({ number: n = 0, title }): [string, string] => [
      'decision in force',
      `${decisionName(n)} ${title}`,
    ]),
    ['receipt', receipt],
  ];
  return rows.map((row) => [String(index), ...row]);
}
