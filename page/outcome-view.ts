import type { Outcome } from '../core/common/outcome.ts';
import { printable } from '../core/common/printable.ts';
import type { LayerVerdict } from '../core/remembrancer/evidence/index.ts';
import { explain, type FileVerdict, type Verdict } from '../core/remembrancer/verify/index.ts';
import { element } from './element.ts';

/** How a status looks; the sign says the same as the colour. */
interface Look {
  readonly look: 'good' | 'bad' | 'doubt' | 'none';
  readonly sign: string;
}

const LAYER_LOOKS: Record<LayerVerdict['status'], Look> = {
  valid: { look: 'good', sign: '\u2713' },
  invalid: { look: 'bad', sign: '\u2717' },
  untrusted: { look: 'doubt', sign: '?' },
  absent: { look: 'none', sign: '\u2013' },
  redacted: { look: 'none', sign: '\u2013' },
};

const VERDICT_LOOKS: Record<Verdict['verdict'], Look & { readonly title: string }> = {
  valid: { look: 'good', sign: '\u2713', title: 'Valid' },
  invalid: { look: 'bad', sign: '\u2717', title: 'Invalid' },
  incomplete: { look: 'doubt', sign: '?', title: 'Incomplete' },
};

const NOT_CHECKED = { look: 'doubt', sign: '!', title: 'Not checked' } as const;

/** The verdict on the file called `name`, in a word and a sentence; an error in its own words. */
export function verdictBox(outcome: Outcome<FileVerdict>, name: string): HTMLElement {
  const { look, sign, title } = outcome.result ? VERDICT_LOOKS[outcome.result.verdict] : NOT_CHECKED;
  return element(
    'div',
    { class: `verdict ${look}` },
    element('h2', {}, signed(sign), title),
    element('p', {}, sentence(outcome, printable(name))),
    ...(outcome.result
      ? [element('p', { class: 'aside' }, `Judged by the trust file ${printable(outcome.result.trustFile)}`)]
      : []),
  );
}

/** The layers by name; what is the matter with each stands in the table. */
function sentence({ message, result }: Outcome<FileVerdict>, name: string): string {
  switch (result?.verdict) {
    case 'invalid': {
      const invalid = result.layers.filter(({ status }) => status === 'invalid').map(({ layer }) => layer);
      return `${name} failed verification. Invalid: ${invalid.join(', ')}.`;
    }
    case 'incomplete': {
      const valid = result.layers.filter(({ status }) => status === 'valid').map(({ layer }) => layer);
      const unmet = result.required.filter((group) => !group.some((layer) => valid.includes(layer)));
      return `${name} cannot be told to be good. Required and not valid: ${unmet.map((group) => group.join(' or ')).join(', ')}.`;
    }
    default:
      return message;
  }
}

/** Everything else there is to say: a table of the layers, what they mean, and the outcome for programs. */
export function report(outcome: Outcome<FileVerdict>): HTMLElement[] {
  const { result } = outcome;
  const json = element(
    'details',
    {},
    element('summary', {}, 'The outcome as JSON'),
    element('pre', { id: 'outcome' }, JSON.stringify(outcome, null, 2)),
  );
  if (result === undefined) return [json];
  return [
    element('h2', { id: 'layers-title' }, 'Layer by layer'),
    layerTable(result),
    element('h2', {}, 'What was checked, and what was not'),
    element('ul', {}, ...explain(result).map((sentence) => element('li', {}, sentence))),
    json,
  ];
}

/** The roles say again what the elements are, since a narrow screen shows the table as blocks. */
function layerTable({ layers, required }: Verdict): HTMLElement {
  const heads = ['Layer', 'Status', 'What was found'].map((title) =>
    element('th', { scope: 'col', role: 'columnheader' }, title),
  );
  return element(
    'table',
    { role: 'table', 'aria-labelledby': 'layers-title' },
    element('thead', { role: 'rowgroup' }, element('tr', { role: 'row' }, ...heads)),
    element('tbody', { role: 'rowgroup' }, ...layers.map((layer) => row(layer, required))),
  );
}

function row(
  { layer, status, reason, detail, by, time }: LayerVerdict,
  required: Verdict['required'],
): HTMLElement {
  const { look, sign } = LAYER_LOOKS[status];
  const group = required.find((names) => names.includes(layer));
  const others = group?.filter((name) => name !== layer).join(' or ') ?? '';
  return element(
    'tr',
    { role: 'row', 'data-layer': layer },
    element(
      'th',
      { scope: 'row', role: 'rowheader' },
      layer,
      ...aside(group && (others === '' ? 'required' : `required, or ${others}`)),
    ),
    element('td', { role: 'cell', class: `status ${look}` }, signed(sign), status, ...aside(reason)),
    element(
      'td',
      { role: 'cell', class: 'detail' },
      detail,
      ...aside(by === undefined || detail.includes(by) ? undefined : `by ${by}`),
      ...aside(time === undefined ? undefined : `at ${time}`),
    ),
  );
}

/** A sign that repeats in shape what the word beside it says. */
const signed = (sign: string): HTMLElement => element('span', { class: 'sign', 'aria-hidden': 'true' }, sign);

const aside = (text: string | undefined): HTMLElement[] =>
  text === undefined ? [] : [element('span', { class: 'aside' }, text)];
