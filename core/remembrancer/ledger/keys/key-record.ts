import { makeReceipt, type Receipt } from '../../receipt/index.ts';
import type { NewRecord } from '../append/new-record.ts';
import { hexId, type NoteSigner } from '../note/note-signer.ts';

/** What a `key` entry says: that a key signs for the log from now on, in the place of another, or that one has ceased to. */
export type KeyChange =
  | { readonly change: 'added'; readonly verifierKey: string; readonly previous: string }
  | { readonly change: 'retired'; readonly verifierKey: string };

const REL = { added: 'log-key', previous: 'previous-log-key', retired: 'retired-log-key' } as const;

/** The record that `signer` takes the place of `previous`. */
export const keyAddedRecord = (signer: NoteSigner, previous: NoteSigner, time: Date): NewRecord =>
  keyRecord(`key:added:${hexId(signer)}`, signer, time, [
    { rel: REL.added, target: signer.verifierKey },
    { rel: REL.previous, target: previous.verifierKey },
  ]);

/** The record that `previous` signs no more, and `signer` alone does. */
export const keyRetiredRecord = (signer: NoteSigner, previous: NoteSigner, time: Date): NewRecord =>
  keyRecord(`key:retired:${hexId(previous)}`, signer, time, [
    { rel: REL.retired, target: previous.verifierKey },
  ]);

/** The change of key that a receipt records; `undefined` when it records none. */
export function keyChangeOf({ kind, links = [] }: Receipt): KeyChange | undefined {
  if (kind !== 'key') return undefined;
  const target = (rel: string): string | undefined => links.find((link) => link.rel === rel)?.target;
  const [added, previous, retired] = [target(REL.added), target(REL.previous), target(REL.retired)];
  if (added !== undefined && previous !== undefined) return { change: 'added', verifierKey: added, previous };
  return retired === undefined ? undefined : { change: 'retired', verifierKey: retired };
}

function keyRecord(id: string, signer: NoteSigner, time: Date, links: Receipt['links'] & object): NewRecord {
  const receipt = makeReceipt({
    id,
    kind: 'key',
    component: signer.name,
    version: hexId(signer),
    time,
    subjects: [],
    evidence: [],
    missing: [],
    links,
  });
  return { receipt, evidence: [] };
}
