import type { CallToolResult, McpServer, ResourceLink } from '@modelcontextprotocol/server';
import { z } from 'zod';

import { counted } from '../../../core/common/counted.ts';
import {
  type Answer,
  type AnswerItem,
  ask,
  decisionName,
  type Memory,
} from '../../../core/remembrancer/memory/index.ts';
import { RECORD_STATUSES } from '../../../core/remembrancer/memory/record-statuses.ts';
import { KINDS } from '../../../core/remembrancer/receipt/receipt.ts';
import { filterOf } from '../../memory/filter-of.ts';
import { refuseEmptyQuestion } from '../../memory/refuse-empty-question.ts';
import { clipped, fencedItems, type NewMark, noticeOf } from '../fence.ts';
import type { McpContext } from '../mcp-context.ts';
import { nameOf, supersededBy, treeOf, uriOf } from '../record-page.ts';
import { TEXT } from '../resources/record-resource.ts';
import { proofUri } from '../uris.ts';
import { toolResult } from './tool-result.ts';

const LONGEST_PASSAGE = 1_500;
const LONGEST_LINE = 200;

const INPUT = z.object({
  query: z.string().max(1_000).describe('words, or a name such as ADR-0042, a version or a digest'),
  kind: z.enum(KINDS).optional(),
  status: z.enum(RECORD_STATUSES).optional(),
  component: z.string().max(500).optional(),
  since: z.string().max(40).optional().describe('UTC date or RFC 3339 time'),
  until: z.string().max(40).optional(),
  limit: z.int().min(1).max(10).default(5),
});

/** Registers the search: passages that answer, each with its record, status and proof. */
export function addSearchMemories(server: McpServer, { live, newMark }: McpContext): void {
  server.registerTool(
    'search_memories',
    {
      title: 'Search the ledger',
      description:
        'Why was something decided, what was released, deployed or broken? Gives passages, best first, with status and proof.',
      inputSchema: INPUT,
      annotations: { readOnlyHint: true, idempotentHint: true, openWorldHint: false },
    },
    ({ query, limit, kind, status, component, since, until }) =>
      toolResult(newMark, () =>
        live.read(({ askable, memory }) => {
          refuseEmptyQuestion(query);
          const filter = filterOf({
            ...(kind !== undefined && { kind }),
            ...(status !== undefined && { status }),
            ...(component !== undefined && { component }),
            ...(since !== undefined && { since }),
            ...(until !== undefined && { until }),
          });
          return answerResult(ask(askable(), { text: query, filter, limit }), memory, newMark);
        }),
      ),
  );
}

function answerResult({ items }: Answer, memory: Memory, newMark: NewMark): CallToolResult {
  if (items.length === 0) {
    return { content: [{ type: 'text', text: `Nothing found in ${treeOf(memory)}` }] };
  }
  const mark = newMark();
  const text = [
    `${counted(items.length, 'record')}, best first, of ${treeOf(memory)}`,
    noticeOf(mark),
    fencedItems(
      items.map((item) => found(item, memory)),
      mark,
    ),
  ].join('\n');
  return { content: [{ type: 'text', text }, ...items.map(linkTo)] };
}

const found = (
  { record, passage, unmatched, supersededBy: successors }: AnswerItem,
  { size }: Memory,
): object => ({
  uri: uriOf(record),
  kind: record.kind,
  ...(record.number !== undefined && { number: decisionName(record.number) }),
  component: clipped(record.component, LONGEST_LINE),
  version: clipped(record.version, LONGEST_LINE),
  time: record.time,
  status: clipped(record.status, LONGEST_LINE),
  ...supersededBy(successors),
  title: clipped(record.title, LONGEST_LINE),
  ...(passage && {
    heading: clipped(passage.heading, LONGEST_LINE),
    passage: clipped(passage.text, LONGEST_PASSAGE),
  }),
  ...(unmatched.length > 0 && { unmatched: unmatched.map((word) => clipped(word, LONGEST_LINE)) }),
  proof: proofUri(record.index, size),
});

const linkTo = ({ record }: AnswerItem): ResourceLink => ({
  type: 'resource_link',
  uri: uriOf(record),
  name: nameOf(record),
  mimeType: TEXT,
});
