import { type MemoryRecord, shortName } from '../../memory/index.ts';
import { markup, type Markup } from '../markup.ts';
import { linkFrom, recordPage } from '../site-paths.ts';

/** What a record is called where it stands alone. */
export const recordName = (record: MemoryRecord): string =>
  record.kind === 'decision' ? shortName(record) : `${record.kind} ${record.component} ${record.version}`;

/** Component and version, where the title does not begin with them. */
export function ofWhat({ component, version, title }: MemoryRecord): string | undefined {
  const of = `${component} ${version}`;
  const isSaid = title.startsWith(of) && /^(?:$|[ :])/u.test(title.slice(of.length));
  return isSaid ? undefined : of;
}

/** A status as a label; what is known has a colour, which says nothing that the word does not. */
export const statusLabel = (status: string): Markup =>
  markup`<span class="label ${/^[a-z]+$/u.test(status) ? `is-${status}` : ''}">${status}</span>`;

/** A moment, by the day; all of it is there for a program, and for a pointer that stands still. */
export const timeOf = (time: string): Markup =>
  markup`<time datetime="${time}" title="${time}">${time.slice(0, 10)}</time>`;

/** Records as a table in the order given, on the page at `path`. */
export const recordTable = (path: string, records: readonly MemoryRecord[], caption: string): Markup =>
  records.length === 0
    ? markup`<p class="empty">None yet.</p>`
    : markup`<table class="records">
        <caption class="unseen">
          ${caption}
        </caption>
        <thead>
          <tr>
            <th scope="col">Entry</th>
            <th scope="col">Record</th>
            <th scope="col">Status</th>
            <th scope="col">Component</th>
            <th scope="col">Time</th>
          </tr>
        </thead>
        <tbody>
          ${records.map((record) => row(path, record))}
        </tbody>
      </table>`;

function row(path: string, record: MemoryRecord): Markup {
  const { index, status, title, time } = record;
  return markup` <tr>
    <td class="entry">${index}</td>
    <th scope="row">
      <span class="kind">${shortName(record)}</span>
      <a href="${linkFrom(path, recordPage(index))}">${title}</a>
    </th>
    <td>${statusLabel(status)}</td>
    <td class="of">${ofWhat(record)}</td>
    <td class="time">${timeOf(time)}</td>
  </tr>`;
}
