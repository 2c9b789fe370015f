import {
  type CompleteResourceTemplateCallback,
  type McpServer,
  ResourceNotFoundError,
  ResourceTemplate,
  type Variables,
} from '@modelcontextprotocol/server';

import type { MemoryRecord } from '../../../core/remembrancer/memory/index.ts';
import { clipped, inOneLine } from '../fence.ts';
import type { LedgerView } from '../live-ledger.ts';
import type { McpContext } from '../mcp-context.ts';
import { nameOf, recordPage } from '../record-page.ts';

/** How records are read under one template of URIs. */
export interface RecordResource {
  readonly name: string;
  readonly template: string;
  readonly title: string;
  readonly description: string;
  /** The records that the variables of a URI mean, in the order of the log; none when there is no such thing. */
  readonly pick: (variables: Variables, view: LedgerView) => readonly MemoryRecord[];
  /** The records that are listed. */
  readonly listed: (view: LedgerView) => readonly MemoryRecord[];
  readonly uri: (record: MemoryRecord) => string;
  /** The values that a variable may have, newest first. */
  readonly values: Readonly<Record<string, (view: LedgerView) => readonly string[]>>;
}

/** How many a list gives, the newest first; what is older is found by a search, or by its name. */
const MOST_LISTED = 100;
const LONGEST_TITLE = 100;

export const TEXT = 'text/plain';

/** Registers records as resources, each a page of text. */
export function addRecordResource(
  server: McpServer,
  { live, newMark }: McpContext,
  resource: RecordResource,
): void {
  const { name, template, title, description, pick, listed, uri, values } = resource;
  const list = () =>
    live.read((view) => ({ resources: newestFirst(listed(view)).map((record) => entryOf(record, uri)) }));
  const complete = Object.fromEntries(
    Object.entries(values).map(([variable, valuesIn]): [string, CompleteResourceTemplateCallback] => [
      variable,
      (begun) => live.read((view) => [...new Set(valuesIn(view))].filter((value) => value.startsWith(begun))),
    ]),
  );
  server.registerResource(
    name,
    new ResourceTemplate(template, { list, complete }),
    { title, description, mimeType: TEXT },
    (asked, variables) =>
      live.read((view) => {
        const records = pick(variables, view);
        if (records.length === 0) throw new ResourceNotFoundError(asked.href);
        return {
          contents: [{ uri: asked.href, mimeType: TEXT, text: recordPage(records, view, newMark) }],
        };
      }),
  );
}

const newestFirst = (records: readonly MemoryRecord[]): MemoryRecord[] =>
  records.slice(-MOST_LISTED).reverse();

const entryOf = (record: MemoryRecord, uri: RecordResource['uri']) => ({
  uri: uri(record),
  name: nameOf(record),
  description: `Untrusted title: ${inOneLine(clipped(record.title, LONGEST_TITLE))}`,
});
