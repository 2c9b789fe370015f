import { formatTime } from '../../core/common/clock.ts';
import { VaultMeshError } from '../../core/common/error.ts';
import {
  type NoteVerifier,
  openNote,
  parsePolicy,
  parseVerifierKey,
  readPolicy,
} from '../../core/remembrancer/ledger/index.ts';
import type { KnownLedger } from './known-ledger.ts';
import { inCode } from './told.ts';

/** The most witnesses of a policy that are looked for. */
const MOST = 20;

/** The longest policy that is read, in characters: whoever can push to the branch can write it. */
const LONGEST_POLICY = 16_384;

/** Who cosigned the checkpoint, in Markdown: this app, whose key is `own`, and the witnesses of the policy that the branch suggests. */
export async function tellWitnesses(ledger: KnownLedger, own: string): Promise<string> {
  const { note, verifier } = ledger.head;
  const suggested = await suggestedWitnesses(ledger);
  const known = [parseVerifierKey(own), ...suggested.filter(({ verifierKey }) => verifierKey !== own)];
  const cosigned = cosignatures(note, verifier, known);
  const [app, ...others] = known.map((witness) => ({ witness, time: cosigned.get(witness.verifierKey) }));
  const present = others.filter(({ time }) => time !== undefined);
  return [
    `this app ${timeOf(app?.time) ?? '(not yet)'}`,
    ...present.map(({ witness, time }) => `${inCode(witness.name)} ${timeOf(time) ?? ''} (\`untrusted\`)`),
  ].join(', ');
}

/** The times of good cosignatures by the key of the witness, in seconds since 1970. */
function cosignatures(
  note: string,
  log: NoteVerifier,
  witnesses: readonly NoteVerifier[],
): Map<string, number> {
  const times = new Map<string, number>();
  for (const witness of witnesses) {
    try {
      for (const { verifier, time } of openNote(note, [log, witness]).signatures) {
        if (verifier === witness) times.set(witness.verifierKey, time);
      }
    } catch (error) {
      // A bad line by one witness says nothing of the others.
      if (!(error instanceof VaultMeshError)) throw error;
    }
  }
  return times;
}

/** The witnesses that the branch names: a hint, by which nothing is judged. */
async function suggestedWitnesses({ store, head }: KnownLedger): Promise<NoteVerifier[]> {
  try {
    const policy = await readPolicy(store, head);
    return policy.length > LONGEST_POLICY ? [] : [...parsePolicy(policy).witnesses.values()].slice(0, MOST);
  } catch (error) {
    if (error instanceof VaultMeshError && ['usage', 'not-found'].includes(error.code)) return [];
    throw error;
  }
}

/** The latest time that JavaScript has, in seconds. */
const LAST = 8_640_000_000_000;

const timeOf = (seconds: number | undefined): string | undefined =>
  seconds === undefined
    ? undefined
    : seconds > LAST
      ? 'at no time'
      : `at ${formatTime(new Date(seconds * 1000))}`;
