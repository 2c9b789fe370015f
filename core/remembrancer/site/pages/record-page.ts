import { fromUtf8, toHex } from '../../../common/bytes.ts';
import type { ProvenEntry } from '../../ledger/index.ts';
import type { MemoryRecord } from '../../memory/index.ts';
import type { Receipt } from '../../receipt/index.ts';
import type { RecordEvidence } from '../check-record.ts';
import { decisionText } from '../decision-text.ts';
import { detailsOf, type Fact, leadOf, textsOf } from '../facts-of.ts';
import { markup, type Markup } from '../markup.ts';
import { jsonBlock } from '../json-block.ts';
import { linkFrom, listPage, PAGE_ROWS, PATHS, recordPage } from '../site-paths.ts';
import type { SiteView } from '../site-view.ts';
import { kindName, page, type SiteFile } from './page.ts';
import { relations, successors } from './relations.ts';
import { recordName, statusLabel } from './record-rows.ts';
import { verifyPanel } from './verify-panel.ts';

/** The page of one record: what was recorded, how it stands to others, and all that it takes to check it. */
export function recordPageOf(site: SiteView, record: MemoryRecord, entry: ProvenEntry): SiteFile {
  const path = recordPage(record.index);
  const text = textOf(site, record);
  const { receipt, receiptBytes, entryBytes, tlogProof, proof } = entry;
  const evidence: RecordEvidence = {
    entry: fromUtf8(entryBytes),
    receipt: fromUtf8(receiptBytes),
    proof: tlogProof,
    ...(text !== undefined && { text }),
  };
  return page(site, {
    path,
    title: `${recordName(record)}: ${record.title}`,
    script: PATHS.verifyScript,
    main: markup`<article>
        ${head(site, path, record)}
        ${text === undefined ? undefined : textSection(site, path, record.title, text)}
        ${facts('What was recorded', textsOf(receipt), (_, value) => markup`${value}`)}
        ${relations(site, path, record)} ${verifyPanel(site)}
        ${facts('The receipt', detailsOf(receipt), (label, value) => linked(site, path, receipt, label, value))}
        <details>
          <summary>Entry, receipt and proof, as they are</summary>
          <h3>Entry</h3>
          ${verbatim(evidence.entry)}
          <h3>Receipt</h3>
          ${verbatim(evidence.receipt)}
          <h3>Inclusion proof</h3>
          ${verbatim(proof.map(toHex).join('\n'))}
        </details>
      </article>
      ${neighbours(site, path, record.index)} ${jsonBlock('evidence', evidence)}`,
  });
}

function head(site: SiteView, path: string, record: MemoryRecord): Markup {
  const { kind, title, status, index } = record;
  const { ofKind = 0 } = site.placeOf.get(index) ?? {};
  const list = linkFrom(path, listPage(kind, Math.floor(ofKind / PAGE_ROWS) + 1));
  return markup`<p class="crumbs"><a href="${list}">${kindName(kind)}</a> <span>${recordName(record)}</span></p>
    <h1 id="title">${title}</h1>
    <p class="lead">${statusLabel(status)} <span id="lead">${leadOf(record, index)}</span></p>
    ${successors(site, path, record)}`;
}

/** The Markdown that the decision was recorded with, when it can be had. */
function textOf({ texts }: SiteView, { kind, subjects }: MemoryRecord): string | undefined {
  if (kind !== 'decision') return undefined;
  return subjects.map(({ sha256 }) => texts.get(sha256)).find((text) => text !== undefined);
}

function textSection({ find }: SiteView, path: string, title: string, text: string): Markup {
  const resolve = (address: string): string | undefined => {
    const file = /^(?:[^/?#]*\/)*([^/?#]+\.md)(?:#.*)?$/u.exec(address)?.[1];
    const found = file === undefined ? undefined : find(file);
    return found && linkFrom(path, recordPage(found.index));
  };
  return markup`<section class="text" aria-labelledby="text-title">
    <h2 id="text-title">The decision</h2>
    <div id="text">${decisionText(text, title, resolve)}</div>
    <details>
      <summary>Its source</summary>
      ${verbatim(text)}
    </details>
  </section>`;
}

/** A text as it is; what stands before it is its name. A browser drops a line feed that a block begins with. */
const verbatim = (text: string): Markup => markup`<pre data-fact>${'\n'}${text}</pre>`;

const facts = (
  title: string,
  list: readonly Fact[],
  show: (label: string, value: string) => Markup,
): Markup =>
  list.length === 0
    ? markup``
    : markup`<h2>${title}</h2>
        <dl class="facts">
          ${list.map(
            ([label, value]) =>
              markup` <dt>${label}</dt>
                <dd data-fact>${show(label, value)}</dd>`,
          )}
        </dl>`;

/** A value with a link, where it names a page on the web or a record: its words stay what they are. */
function linked(
  { find }: SiteView,
  path: string,
  { links = [] }: Receipt,
  label: string,
  value: string,
): Markup {
  if (/^https?:\/\/[^\s]+$/u.test(value))
    return markup`<a href="${value}" rel="nofollow noreferrer">${value}</a>`;
  const isLink = links.some(({ rel, target }) => rel === label && target === value);
  const record = isLink ? find(value) : undefined;
  if (record === undefined) return markup`${value}`;
  return markup`<a href="${linkFrom(path, recordPage(record.index))}">${value}</a>`;
}

function neighbours({ memory: { records }, placeOf }: SiteView, path: string, index: number): Markup {
  const { ofAll: at = 0 } = placeOf.get(index) ?? {};
  const link = (record: MemoryRecord | undefined, words: string): Markup | undefined =>
    record && markup`<a href="${linkFrom(path, recordPage(record.index))}">${words}</a>`;
  return markup`<nav class="pager" aria-label="Neighbours in the log">
    ${link(records[at - 1], '← Before')} ${link(records[at + 1], 'After →')}
  </nav>`;
}
