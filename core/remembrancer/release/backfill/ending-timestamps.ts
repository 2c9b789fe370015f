import { sha256Hex } from '../../../common/bytes.ts';
import { parseIndex } from '../../../common/decimal.ts';
import type { Subject } from '../../evidence/subject.ts';
import {
  checkpointTimestampPath,
  type LedgerHead,
  type LedgerStore,
  readEntries,
} from '../../ledger/index.ts';

/** What the operation ids of entries begin with that name tokens over checkpoints. */
export const RENEWAL = 'timestamps:';

export interface EndingTimestamps {
  /** The tokens over checkpoints, by path and digest, whose certificates end too early and which no entry names yet. */
  readonly ending: readonly Subject[];
  /** Whether the present checkpoint has a token that lasts. */
  readonly isPresentLasting: boolean;
}

const FOLDER = 'timestamps';

/** Which of the tokens over checkpoints of a ledger end before `before`. Files that are no token are left to `fsck`. */
export async function endingTimestamps(
  store: LedgerStore,
  ledger: LedgerHead,
  before: Date,
): Promise<EndingTimestamps> {
  const { head, checkpoint } = ledger;
  const names = (await store.list([FOLDER], head)).get(FOLDER) ?? [];
  const sizes = names.flatMap((name) => parseIndex(name.replace(/\.tsr$/u, '')) ?? []);
  const { files } = await store.read(sizes.toSorted((a, b) => a - b).map(checkpointTimestampPath), head);
  const named = await namedTokens(store, ledger);
  const ending: Subject[] = [];
  let isPresentLasting = false;
  for (const [path, token] of files) {
    const lasting = await isLasting(token, before);
    if (lasting === undefined) continue;
    if (lasting) isPresentLasting ||= path === checkpointTimestampPath(checkpoint.size);
    else {
      const sha256 = sha256Hex(token);
      if (!named.has(sha256)) ending.push({ name: path, sha256, size: token.length });
    }
  }
  return { ending, isPresentLasting };
}

/** Whether every certificate that a token carries is valid until `before`; `undefined` for what is no token. */
export async function isLasting(token: Uint8Array, before: Date): Promise<boolean | undefined> {
  const { readTimestamp } = await import('../../evidence/rfc3161/index.ts');
  const content = await readTimestamp(token);
  if (typeof content === 'string') return undefined;
  return content.expires !== undefined && content.expires >= before;
}

/** The digests of the tokens that entries of the log name. */
async function namedTokens(store: LedgerStore, ledger: LedgerHead): Promise<ReadonlySet<string>> {
  const named = new Set<string>();
  const only = ({ id }: { readonly id: string }): boolean => id.startsWith(RENEWAL);
  for await (const entries of readEntries(store, ledger, { only })) {
    for (const { receipt } of entries) for (const { sha256 } of receipt.subjects) named.add(sha256);
  }
  return named;
}
