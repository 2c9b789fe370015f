import { VaultMeshError } from '../../core/common/error.ts';
import { parseVerifierKey } from '../../core/remembrancer/ledger/note/note-verifier.ts';
import {
  checkRecord,
  type RecordCheck,
  type RecordEvidence,
  type ShownRecord,
} from '../../core/remembrancer/site/check-record.ts';
import { byId, element } from '../element.ts';
import { replay } from './platform/replay.ts';

/** What a reader is told: in a word, in a sentence, and by what looks like it. */
interface Verdict {
  readonly look: 'good' | 'bad' | 'doubt';
  readonly word: string;
  readonly sentence: string;
}

const form = byId('verify', HTMLFormElement);
const input = byId('key', HTMLInputElement);
const place = byId('verdict', HTMLElement);
/** Of a decision that has one. */
const text = document.getElementById('text');

/** The evidence that the page carries. Throws a plain error where it is damaged. */
function evidence(): RecordEvidence {
  const {
    entry,
    receipt,
    proof,
    text: source,
  } = JSON.parse(byId('evidence', HTMLScriptElement).text) as RecordEvidence;
  if ([entry, receipt, proof, source ?? ''].every((part) => typeof part === 'string')) {
    return { entry, receipt, proof, ...(source !== undefined && { text: source }) };
  }
  throw new TypeError('The evidence has a part that is no text.');
}

/** What a reader sees, read from the page itself. */
const seen = (): ShownRecord => ({
  title: byId('title', HTMLElement).textContent,
  lead: byId('lead', HTMLElement).textContent,
  ...(text !== null && { text: text.textContent }),
  facts: Array.from(document.querySelectorAll<HTMLElement>('[data-fact]'), (each) => [
    each.previousElementSibling?.textContent ?? '',
    each.textContent,
  ]),
});

/** All that is checked. Throws `verification-failed` where a part of the page is not there. */
function readPage(): {
  readonly carried: RecordEvidence;
  readonly ownKey: string;
  readonly shown: ShownRecord;
} {
  try {
    return { carried: evidence(), ownKey: byId('own-key', HTMLElement).textContent, shown: seen() };
  } catch (cause) {
    throw new VaultMeshError(
      'verification-failed',
      'A part of this page is missing or damaged: get it anew from where it is from.',
      { cause },
    );
  }
}

async function verify(): Promise<void> {
  const given = input.value;
  const [verdict, checks] = await judge(given.trim());
  // A verdict by one key does not stand beside another.
  if (input.value === given) show(verdict, checks);
}

/** The verdict by a key, or by that of the page where none is given. */
async function judge(given: string): Promise<[Verdict, readonly RecordCheck[]]> {
  try {
    const { carried, ownKey, shown } = readPage();
    const key = given === '' ? ownKey : given;
    const checks = await replay(() => checkRecord(carried, parseVerifierKey(key), shown));
    return [verdictOf(checks, given !== ''), checks];
  } catch (error) {
    return [{ look: 'doubt', word: 'Cannot tell', sentence: reasonOf(error) }, []];
  }
}

function verdictOf(checks: readonly RecordCheck[], isGiven: boolean): Verdict {
  if (!checks.every(({ holds }) => holds)) {
    return { look: 'bad', word: 'Invalid', sentence: 'Do not rely on this page: see what does not hold.' };
  }
  if (isGiven) return { look: 'good', word: 'Valid', sentence: 'By the key that you gave.' };
  return {
    look: 'doubt',
    word: 'Valid by its own key',
    sentence:
      'The page agrees with itself. Its key came with it, so whoever made another page can have made another key: give the one that you know from elsewhere.',
  };
}

function reasonOf(error: unknown): string {
  if (error instanceof VaultMeshError) return error.message;
  return 'This browser has no WebCrypto with SHA-256 and Ed25519 for this page: open it from disk or by https, in a browser of today. The command "vaultmesh ledger show" checks the same.';
}

const NOT_CHECKED =
  'Not checked here: number, status and relations, which follow from the whole log; where links lead; cosignatures of witnesses; and the signatures and time-stamps that the receipt lists, which "vaultmesh verify" checks.';

const SIGNS = { good: '✓', bad: '✗', doubt: '!' } as const;

function show({ look, word, sentence }: Verdict, checks: readonly RecordCheck[]): void {
  place.replaceChildren(
    element(
      'div',
      { class: `verdict ${look}` },
      element('p', { class: 'word' }, sign(SIGNS[look]), word),
      element('p', {}, sentence),
      element(
        'ul',
        {},
        ...checks.map(({ name, holds, detail }) =>
          element(
            'li',
            { class: holds ? 'good' : 'bad' },
            sign(holds ? SIGNS.good : SIGNS.bad),
            element('b', {}, `${name} ${holds ? 'holds' : 'does not hold'}`),
            element('span', {}, detail),
          ),
        ),
      ),
      ...(checks.length === 0 ? [] : [element('p', { class: 'note' }, NOT_CHECKED)]),
    ),
  );
}

/** It repeats in shape what the word beside it says. */
const sign = (char: string): HTMLElement => element('span', { class: 'sign', 'aria-hidden': 'true' }, char);

input.addEventListener('input', () => {
  place.replaceChildren();
});
form.addEventListener('submit', (event) => {
  event.preventDefault();
  void verify();
});
