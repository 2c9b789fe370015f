import { toBase64 } from '../../core/common/bytes.ts';
import { counted } from '../../core/common/counted.ts';
import { printable } from '../../core/common/printable.ts';
import {
  type Answer as Found,
  type AnswerItem,
  decisionName,
  type Memory,
  shortName,
} from '../../core/remembrancer/memory/index.ts';
import { quoted } from '../quoted.ts';
import type { Answer } from './formats.ts';

/** Where a ledger is, as commands take it. */
export interface LedgerPlace {
  readonly repository: string;
  readonly branch: string;
}

/** What a question found: as blocks for a person, which say how to go on from there, as rows, and as items. */
export const queryAnswer = (
  { memories, items }: Found,
  placeOf: (memory: Memory) => LedgerPlace,
): Answer => ({
  heading: ['Record', 'Status', 'Time', 'Answer', 'Quoted from', 'Entry', 'Proven by'],
  rows: items.map((item) => [
    nameOf(item.record),
    statusOf(item),
    item.record.time,
    item.passage?.text ?? '',
    sourceOf(item),
    String(item.record.index),
    proofOf(item.memory),
  ]),
  text: [
    ...items.flatMap((item) => [...blockOf(item, placeOf(item.memory)), '']),
    ...memories.map((memory) => printable(proofOf(memory))),
  ],
  items: items.map(forProgram),
  diagrams: [],
  mustFind: true,
});

function blockOf(item: AnswerItem, { repository, branch }: LedgerPlace): string[] {
  const { record, path, passage, unmatched, memory } = item;
  const at = branch === 'ledger' ? '' : ` --branch ${quoted(branch)}`;
  const asOf = memory.size === memory.checkpoint.size ? '' : ` --as-of ${memory.size}`;
  const lines = [
    `${statusOf(item)}, ${record.time}`,
    ...(passage?.text.split('\n') ?? []).map((line) => `> ${line}`),
    `quoted from: ${sourceOf(item)}`,
    ...(unmatched.length > 0 ? [`nothing in it about: ${unmatched.join(', ')}`] : []),
    `entry ${record.index} of ${memory.checkpoint.origin}`,
    `$ vaultmesh receipt ${quoted(path)} --repository ${quoted(repository)}${at}${asOf}`,
    `$ vaultmesh ledger prove ${quoted(repository)} ${record.index}${at}`,
  ];
  return [printable(nameOf(record)), ...lines.map((line) => `  ${printable(line).trimEnd()}`)];
}

const nameOf = (record: AnswerItem['record']): string => `${shortName(record)} ${record.title}`;

function statusOf({ record: { status }, supersededBy: [successor] }: AnswerItem): string {
  return successor === undefined ? status : `${status} by ${nameOf(successor)}`;
}

function sourceOf({ passage }: AnswerItem): string {
  if (passage === undefined) return 'nothing but its title';
  return passage.heading === '' ? passage.from : `${passage.from}, ${passage.heading}`;
}

/** The tree, the checkpoint that it is proven against, and the name and id of the key that signed it (C2SP vkey). */
function proofOf({ checkpoint, verifierKey, size, root }: Memory): string {
  const tree = `root ${toBase64(root)} of ${counted(size, 'entry', 'entries')} of ${checkpoint.origin}`;
  const at = size === checkpoint.size ? 'the checkpoint' : `the checkpoint of ${checkpoint.size}`;
  return `${tree}, ${at} signed by ${verifierKey.split('+').slice(0, 2).join('+')}`;
}

function forProgram({
  memory,
  record,
  path,
  passage,
  unmatched,
  supersededBy,
  isNamed,
  score,
}: AnswerItem): unknown {
  return {
    ...record,
    ...(record.number !== undefined && { name: decisionName(record.number) }),
    path,
    ...(passage && { passage }),
    unmatched,
    supersededBy: supersededBy.map(({ index, id }) => ({ index, id })),
    isNamed,
    score,
    proof: {
      origin: memory.checkpoint.origin,
      index: record.index,
      size: memory.size,
      root: toBase64(memory.root),
      verifierKey: memory.verifierKey,
    },
  };
}
