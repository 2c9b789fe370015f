import { equalBytes, fromUtf8, utf8 } from '../../../common/bytes.ts';
import { admittedEntries } from '../branch/admission.ts';
import { FILES } from '../branch/branch-paths.ts';
import { type Checkpoint, parseCheckpoint } from '../checkpoint.ts';
import { EMPTY_ROOT } from '../merkle/hash.ts';
import { type NoteVerifier, parseVerifierKey } from '../note/note-verifier.ts';
import { openNote } from '../note/open-note.ts';
import { parsePolicy } from '../policy/parse-policy.ts';
import { policyText } from '../policy/policy-text.ts';
import { publishedCheckpoint } from '../published-checkpoint.ts';
import { FOR_PEOPLE } from './check-unexpected.ts';
import type { Findings } from './findings.ts';
import type { LedgerSource } from './ledger-source.ts';
import { setUnknownAside } from './set-unknown-aside.ts';

/** What the files that stand alone say of a log. */
export interface CheckedHead {
  readonly checkpoint: Checkpoint;
  /** The signed note of it. */
  readonly note: string;
  /** The checkpoint as it was published, without cosignatures. */
  readonly published: string;
  readonly verifierKey: string;
  /** The key that the branch names. */
  readonly branchKey: string;
  /** Entries that are admitted and not in the tree. */
  readonly admitted: readonly Uint8Array[];
  readonly state: Uint8Array | undefined;
}

/**
 * Checks the files that stand alone: vkey, policy, checkpoint, admission. `pinned` is the log's key as the reader knows
 * it; without it the key is the one of the branch. Gives nothing when the checkpoint is not good: then nothing is.
 */
export async function checkHead(
  source: LedgerSource,
  pinned: string | undefined,
  findings: Findings,
): Promise<CheckedHead | undefined> {
  const files = await source.read(Object.values(FILES));
  const need = (path: string): Uint8Array | undefined => {
    const content = files.get(path);
    if (content === undefined) findings.report(path, 'missing', `The ledger has no file "${path}".`);
    return content;
  };
  if (need(FILES.readme)) findings.setAside(FILES.readme, FOR_PEOPLE);
  const verifier = checkKey(need(FILES.verifierKey), pinned, findings);
  const witnesses = checkSuggestedPolicy(need(FILES.policy), findings);
  const note = need(FILES.checkpoint);
  if (note === undefined || verifier === undefined) return undefined;
  const checkpoint = checkCheckpoint(note, verifier, witnesses, findings);
  if (checkpoint === undefined) return undefined;
  return {
    checkpoint,
    note: fromUtf8(note),
    published: publishedCheckpoint(fromUtf8(note), [verifier]),
    verifierKey: verifier.verifierKey,
    branchKey: Buffer.from(files.get(FILES.verifierKey) ?? [])
      .toString()
      .trim(),
    admitted: checkAdmission(files.get(FILES.admission), checkpoint, verifier, findings),
    state: need(FILES.state),
  };
}

function checkKey(
  content: Uint8Array | undefined,
  pinned: string | undefined,
  findings: Findings,
): NoteVerifier | undefined {
  const known = pinned === undefined ? undefined : parseVerifierKey(pinned);
  if (content === undefined) return known;
  const own = findings.try(FILES.verifierKey, 'key', () => parseVerifierKey(fromUtf8(content)));
  if (own !== undefined && !equalBytes(utf8(`${own.verifierKey}\n`), content)) {
    findings.report(FILES.verifierKey, 'key', 'The file must be one verifier key and a newline.');
  }
  if (known === undefined) {
    findings.setAside(
      FILES.verifierKey,
      'No key was given, so the branch was checked by the key that it names itself.',
    );
    return own;
  }
  if (own !== undefined && own.verifierKey !== known.verifierKey) {
    findings.report(FILES.verifierKey, 'key', `It is ${own.verifierKey}, and not the key that was given.`);
  }
  return known;
}

/** The witnesses that the branch's own policy names: enough to check their lines, not to believe them. */
function checkSuggestedPolicy(content: Uint8Array | undefined, findings: Findings): readonly NoteVerifier[] {
  if (content === undefined) return [];
  const policy = findings.try(FILES.policy, 'policy', () => parsePolicy(policyText(content)));
  findings.setAside(FILES.policy, 'It is a suggestion: verifiers bring their own.');
  return policy === undefined ? [] : [...policy.witnesses.values()];
}

function checkCheckpoint(
  content: Uint8Array,
  verifier: NoteVerifier,
  witnesses: readonly NoteVerifier[],
  findings: Findings,
): Checkpoint | undefined {
  const file = FILES.checkpoint;
  return findings.try(file, 'checkpoint', () => {
    const note = fromUtf8(content);
    // First by the log's key alone, so that a bad line of a witness does not hide the log from the check.
    const { text } = openNote(note, [verifier]);
    const opened = findings.try(file, 'checkpoint', () => openNote(note, [verifier, ...witnesses]));
    setUnknownAside(file, opened, findings);
    const checkpoint = parseCheckpoint(text);
    if (checkpoint.origin !== verifier.name) {
      throw new Error(
        `The checkpoint is of "${checkpoint.origin}", and the key is that of "${verifier.name}".`,
      );
    }
    if (checkpoint.size === 0 && !equalBytes(checkpoint.root, EMPTY_ROOT)) {
      throw new Error('The root of the empty log is wrong.');
    }
    return checkpoint;
  });
}

function checkAdmission(
  content: Uint8Array | undefined,
  checkpoint: Checkpoint,
  verifier: NoteVerifier,
  findings: Findings,
): readonly Uint8Array[] {
  if (content === undefined) return [];
  findings.seen.add(FILES.admission);
  const entries = admittedEntries(content, checkpoint, verifier);
  if (entries.length === 0) {
    findings.report(
      FILES.admission,
      'admission',
      'It admits nothing: it is not signed by the log, or not for this checkpoint.',
    );
  } else setUnknownAside(FILES.admission, openNote(fromUtf8(content), [verifier]), findings);
  return entries;
}
