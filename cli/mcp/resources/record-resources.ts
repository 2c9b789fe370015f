import type { McpServer } from '@modelcontextprotocol/server';

import { numberInReference } from '../../../core/remembrancer/decisions/decision-id.ts';
import { decisionName, type MemoryRecord, recordPath } from '../../../core/remembrancer/memory/index.ts';
import type { LedgerView } from '../live-ledger.ts';
import type { McpContext } from '../mcp-context.ts';
import { adrName, adrUri, decoded, memoryUri, receiptUri, TEMPLATES } from '../uris.ts';
import { addRecordResource, type RecordResource } from './record-resource.ts';

const all = ({ memory }: LedgerView): readonly MemoryRecord[] => memory.records;
const decisions = ({ memory }: LedgerView): readonly MemoryRecord[] =>
  memory.records.filter(({ kind }) => kind === 'decision');

const valuesOf =
  (of: (record: MemoryRecord) => string) =>
  ({ memory }: LedgerView): string[] =>
    memory.records.map(of).reverse();

const RESOURCES: readonly RecordResource[] = [
  {
    name: 'memory',
    template: TEMPLATES.memory,
    title: 'Record',
    description: 'A record of the ledger by its operation id, or by the SHA-256 of its receipt.',
    pick: ({ id }, { find }) => [find(decoded(id) ?? '')].filter((record) => record !== undefined),
    listed: all,
    uri: memoryUri,
    values: { id: valuesOf(({ id }) => id) },
  },
  {
    name: 'adr',
    template: TEMPLATES.adr,
    title: 'Decision',
    description: 'An architecture decision by its number (ADR-0042), id, slug or file name.',
    pick: ({ id }, { find }) => {
      const name = decoded(id) ?? '';
      const number = numberInReference(name);
      const record = find(number === undefined ? name : decisionName(number));
      return record?.kind === 'decision' ? [record] : [];
    },
    listed: decisions,
    uri: adrUri,
    values: { id: (view) => decisions(view).map(adrName).reverse() },
  },
  {
    name: 'receipt',
    template: TEMPLATES.receipt,
    title: 'Receipt',
    description: 'All that was recorded of a kind for a component and version.',
    pick: ({ kind, component, version }, { memory }) => {
      const path = [kind, component, version].map(decoded).join('/');
      return memory.records.filter((record) => recordPath(record) === path);
    },
    // Each once, and none that resolving a URI would change, as it does with a component "..".
    listed: ({ memory }) =>
      [...new Map(memory.records.map((record) => [receiptUri(record), record]))].flatMap(([uri, record]) =>
        new URL(uri).href === uri ? [record] : [],
      ),
    uri: receiptUri,
    values: {
      kind: valuesOf(({ kind }) => kind),
      component: valuesOf(({ component }) => component),
      version: valuesOf(({ version }) => version),
    },
  },
];

/** Registers the records of the ledger as resources: all of them, decisions by their names, and receipts by what they are of. */
export function addRecordResources(server: McpServer, context: McpContext): void {
  for (const resource of RESOURCES) addRecordResource(server, context, resource);
}
