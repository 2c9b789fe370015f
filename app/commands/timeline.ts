import { VaultMeshError } from '../../core/common/error.ts';
import { counted } from '../../core/common/counted.ts';
import { parseMoment } from '../../core/common/parse-moment.ts';
import { fullName } from '../../core/github/repository-name.ts';
import {
  filterRecords,
  type MemoryFilter,
  timeline as byTime,
} from '../../core/remembrancer/memory/index.ts';
import { KINDS } from '../../core/remembrancer/receipt/receipt.ts';
import { type KnownLedger, recordsOf, tellTrust, warningOf } from '../memory/known-ledger.ts';
import { tellTree } from '../memory/query-items.ts';
import { recordTable } from '../memory/record-table.ts';
import { told } from '../memory/told.ts';
import { withKnownLedger } from '../memory/with-known-ledger.ts';
import type { Command } from './command.ts';

/** The most records that an answer has. */
const MOST_RECORDS = 20;

/** `/timeline [<since>]`: what was recorded lately, oldest first. */
export const timeline: Command = {
  grammar: {
    name: 'timeline',
    parameters: [{ name: 'since', isOptional: true }],
    options: { kind: KINDS },
    flags: [],
    summary: `shows the newest ${MOST_RECORDS} records by their times, or those since a date such as 2026-01-31`,
    example: '/timeline 2026-01-31 --kind release',
  },
  scope: 'repository',
  defaultRole: 'read',
  run: async (invocation) => {
    const { since, kind } = invocation.values;
    const filter = {
      ...(kind !== undefined && { kind }),
      ...(since !== undefined && { since: momentOf(since) }),
    };
    return withKnownLedger(invocation, (ledger) => tellTimeline(ledger, filter));
  },
};

function momentOf(text: string): Date {
  try {
    return parseMoment(text, '/timeline');
  } catch (error) {
    // The sentence repeats what somebody wrote.
    throw error instanceof VaultMeshError ? new VaultMeshError(error.code, told(error.message)) : error;
  }
}

/** The newest records that are asked for, in Markdown. Throws what `recordsOf` throws. */
export async function tellTimeline(ledger: KnownLedger, filter: MemoryFilter): Promise<string> {
  const memory = await recordsOf(ledger);
  const records = byTime(filterRecords(memory.records, filter));
  const newest = records.slice(-MOST_RECORDS);
  const heading =
    newest.length === records.length
      ? `**${counted(records.length, 'record')}**, oldest first:`
      : `**The newest ${newest.length} of ${counted(records.length, 'record')}**, oldest first. All of them: ` +
        `\`npx vaultmesh timeline --repository ${fullName(ledger.repository)}\``;
  const shown =
    newest.length === 0
      ? ['**Nothing found**: no record is all of that.']
      : [heading, '', ...recordTable(newest)];
  return [
    ...warningOf(ledger),
    ...shown,
    '',
    `Times are what the writers stated. ${tellTree(memory)} ${tellTrust(ledger)}`,
  ].join('\n');
}
