import { counted } from '../../core/common/counted.ts';
import { shortened } from '../../core/common/shortened.ts';
import { type AnswerItem, ask, askable } from '../../core/remembrancer/memory/ask.ts';
import { shortName } from '../../core/remembrancer/memory/short-name.ts';
import type { SearchData } from '../../core/remembrancer/site/pages/search-page.ts';
import { shown } from '../../core/remembrancer/site/shown.ts';
import { recordPage } from '../../core/remembrancer/site/site-paths.ts';
import { byId, element } from '../element.ts';

/** The most records that are shown of an answer. */
const LIMIT = 30;

const form = byId('search', HTMLFormElement);
const question = byId('question', HTMLInputElement);
const kind = byId('kind', HTMLSelectElement);
const found = byId('found', HTMLElement);
const results = byId('results', HTMLOListElement);

const { origin, size, records, texts } = JSON.parse(byId('documents', HTMLScriptElement).text) as SearchData;
const started = performance.now();
const none = new Uint8Array();
const memory = askable(
  [{ checkpoint: { origin, size, root: none }, verifierKey: '', size, root: none, proof: [], records }],
  new Map(texts),
);
const indexedMs = performance.now() - started;

function answer(): void {
  const text = question.value.trim();
  const began = performance.now();
  const { items } = ask(memory, {
    text,
    limit: LIMIT,
    ...(kind.value !== '' && { filter: { kind: kind.value } }),
  });
  const took = performance.now() - began;
  results.replaceChildren(...(text === '' ? [] : items.map(resultOf)));
  if (text === '') {
    found.textContent = `${counted(records.length, 'record')}, made ready in ${Math.ceil(indexedMs)} ms.`;
  } else if (items.length === 0) {
    found.textContent = 'Nothing found.';
  } else {
    const most = items.length === LIMIT ? `The best ${LIMIT} results` : counted(items.length, 'result');
    found.textContent = `${most}, in ${Math.ceil(took)} ms.`;
  }
}

function resultOf({ record, passage, unmatched, supersededBy }: AnswerItem): HTMLElement {
  const { index, title, status, component, version, time } = record;
  const successor = supersededBy[0];
  return element(
    'li',
    {},
    element(
      'p',
      {},
      element('span', { class: 'kind' }, shortName(record)),
      ' ',
      element('a', { href: recordPage(index) }, shown(title)),
    ),
    element('p', { class: 'aside' }, shown(`${status} · ${component} ${version} · ${time.slice(0, 10)}`)),
    ...(successor === undefined
      ? []
      : [
          element(
            'p',
            { class: 'aside' },
            'In its place: ',
            element('a', { href: recordPage(successor.index) }, shown(successor.title)),
          ),
        ]),
    ...(passage === undefined
      ? []
      : [
          element(
            'blockquote',
            {},
            element('b', {}, shown(passage.heading)),
            ' ',
            excerpt(shown(passage.text)),
          ),
        ]),
    ...(unmatched.length === 0
      ? []
      : [element('p', { class: 'aside' }, shown(`Nothing in it about: ${unmatched.join(', ')}`))]),
  );
}

/** As much of a passage as a list has room for, in characters with the ellipsis. */
const EXCERPT = 401;

/** The beginning of a text, on one line. */
const excerpt = (text: string): string => shortened(text.replace(/\s+/gu, ' '), EXCERPT);

/** The question is in the address, so that it can be handed on and found again. */
function askFromAddress(): void {
  const asked = new URLSearchParams(location.hash.slice(1)).get('q');
  if (asked !== null) question.value = asked;
  answer();
}

form.addEventListener('submit', (event) => {
  event.preventDefault();
  history.replaceState(null, '', `#${new URLSearchParams({ q: question.value.trim() }).toString()}`);
  answer();
});
question.addEventListener('input', answer);
kind.addEventListener('change', answer);
addEventListener('hashchange', askFromAddress);
askFromAddress();
