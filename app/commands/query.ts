import { VaultMeshError } from '../../core/common/error.ts';
import {
  ask,
  askable,
  asksSomething,
  type MemoryRecord,
  type ProvenTexts,
  readDecisionTexts,
  textsInStore,
} from '../../core/remembrancer/memory/index.ts';
import { fullName } from '../../core/github/repository-name.ts';
import { KINDS } from '../../core/remembrancer/receipt/receipt.ts';
import { tooMuch } from '../memory/bounded-store.ts';
import { type KnownLedger, recordsOf, tellTrust, warningOf } from '../memory/known-ledger.ts';
import { queryItem, tellTree } from '../memory/query-items.ts';
import { withKnownLedger } from '../memory/with-known-ledger.ts';
import type { Command } from './command.ts';

/** The most records that an answer has. */
const MOST_ITEMS = 5;

const LONGEST_QUESTION = 1_000;

/** The most characters that are searched. */
const MOST_TEXT = 4 * 1024 * 1024;

/** An answer is one without the texts of decisions too. In ms. */
const TEXTS_TIMEOUT = 10_000;

/** `/query <text…>`: what the ledger remembers of something, with a quotation and its proof. */
export const query: Command = {
  grammar: {
    name: 'query',
    parameters: [{ name: 'text', takesAll: true }],
    options: { kind: KINDS },
    flags: [],
    summary: 'answers a question from what the ledger remembers, with a quotation and its proof',
    example: '/query why are sessions in Redis?',
  },
  scope: 'repository',
  defaultRole: 'read',
  run: async (invocation) => {
    const { text = '', kind } = invocation.values;
    refuseQuestion(text);
    return withKnownLedger(invocation, (ledger) => answerQuestion(ledger, text, kind));
  },
};

function refuseQuestion(text: string): void {
  if (text.length > LONGEST_QUESTION) {
    throw new VaultMeshError('usage', `A question has at most ${LONGEST_QUESTION} characters.`);
  }
  if (asksSomething(text)) return;
  throw new VaultMeshError(
    'usage',
    'The question has no word that can be looked for. Say what it is about, as in `/query why did we choose PostgreSQL?`, or give a name, such as `ADR-0001`.',
  );
}

/** What the records of a ledger say of a question, in Markdown. Throws what `recordsOf` throws. */
export async function answerQuestion(ledger: KnownLedger, text: string, kind?: string): Promise<string> {
  const memory = await recordsOf(ledger);
  const source = textsInStore(ledger.store, AbortSignal.timeout(TEXTS_TIMEOUT));
  const texts = await readDecisionTexts(source, memory.records);
  const { items } = ask(askable([memory], searchedTexts(memory.records, texts)), {
    text,
    limit: MOST_ITEMS,
    ...(kind !== undefined && { filter: { kind } }),
  });
  const found =
    items.length === 0
      ? ['**Nothing found**: no record speaks of enough of the question to be an answer.']
      : items
          .flatMap((item) => [...queryItem(item, fullName(ledger.repository)), '', '---', ''])
          .slice(0, -3);
  return [...warningOf(ledger), ...found, '', `${tellTree(memory)} ${tellTrust(ledger)}`].join('\n');
}

/**
 * Those of `texts` that are searched: the newest, as far as there is room beside the receipts. Throws `conflict` where the receipts
 * alone have too much text: nothing else runs in the app while it is searched.
 */
export function searchedTexts(records: readonly MemoryRecord[], texts: ProvenTexts): ProvenTexts {
  const lengthOf = ({ texts: own }: MemoryRecord): number => Object.values<string>(own).join('').length;
  let left = MOST_TEXT - records.reduce((sum, record) => sum + lengthOf(record), 0);
  if (left < 0) throw tooMuch();
  return new Map(
    [...texts].toReversed().filter(([, text]) => {
      if (text.length > left) return false;
      left -= text.length;
      return true;
    }),
  );
}
