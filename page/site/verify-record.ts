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

/** What a reader sees, read from the page itself. */
const seen = (): ShownRecord => ({
  title: byId('title', HTMLElement).textContent,
  ...(text !== null && { text: text.textContent }),
  facts: Array.from(document.querySelectorAll<HTMLElement>('[data-fact]'), (each) => [
    each.previousElementSibling?.textContent ?? '',
    each.textContent,
  ]),
});

async function verify(): Promise<void> {
  const evidence = JSON.parse(byId('evidence', HTMLScriptElement).text) as RecordEvidence;
  const given = input.value.trim();
  try {
    const key = given === '' ? evidence.verifierKey : given;
    const checks = await replay(() => checkRecord(evidence, parseVerifierKey(key), seen()));
    show(verdictOf(checks, given !== ''), checks);
  } catch (error) {
    show({ look: 'doubt', word: 'Cannot tell', sentence: reasonOf(error) }, []);
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
  return 'This browser has no WebCrypto with SHA-256 and Ed25519 for this page. The command "vaultmesh ledger show" checks the same.';
}

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
    ),
  );
}

/** It repeats in shape what the word beside it says. */
const sign = (char: string): HTMLElement => element('span', { class: 'sign', 'aria-hidden': 'true' }, char);

form.addEventListener('submit', (event) => {
  event.preventDefault();
  void verify();
});
