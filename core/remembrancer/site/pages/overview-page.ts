import { toBase64, toHex } from '../../../common/bytes.ts';
import { counted } from '../../../common/counted.ts';
import { decisionsInForceAt } from '../../memory/index.ts';
import { markup } from '../markup.ts';
import { linkFrom, listPage, pageCount, PATHS } from '../site-paths.ts';
import type { SiteView } from '../site-view.ts';
import { countedName, page, type SiteFile } from './page.ts';
import { recordTable } from './record-rows.ts';

/** How many of the latest records the overview lists. */
const LATEST = 20;

/** What the ledger is, how much it has, the latest of it, and the checkpoint that all of it is proven by. */
export function overviewPage(site: SiteView): SiteFile {
  const { kinds, memory, note, fingerprint } = site;
  const { checkpoint, size, root, proof, records, verifierKey } = memory;
  const path = PATHS.overview;
  const counts = [...kinds].map(
    ([kind, { length }]) =>
      markup`<li>
        <a href="${linkFrom(path, listPage(kind, pageCount(length)))}"><b>${length}</b> ${countedName(kind, length)}</a>
      </li>`,
  );
  const inForce = decisionsInForceAt(records);
  return page(site, {
    path,
    title: checkpoint.origin,
    main: markup`<h1>${checkpoint.origin}</h1>
      <p class="lead">
        What this repository released, deployed and decided, as its ledger has it: an append-only log, each
        entry of which this site proves.
      </p>
      <ul class="counts">
        ${counts}
      </ul>
      <h2>Latest records</h2>
      ${recordTable(path, records.slice(-LATEST).reverse(), 'Latest records')}
      <h2>Decisions in force</h2>
      ${recordTable(path, inForce.slice(-LATEST).reverse(), 'Decisions in force')}
      ${inForce.length > LATEST ? markup`<p class="more">The newest ${LATEST} of ${inForce.length}.</p>` : undefined}
      <h2>Checkpoint</h2>
      <p>
        The log signed that its first ${counted(checkpoint.size, 'entry has', 'entries have')} this root;
        every page of a record leads to it.
      </p>
      <dl class="facts">
        <dt>size</dt>
        <dd>${checkpoint.size}</dd>
        <dt>root</dt>
        <dd>${toBase64(checkpoint.root)}</dd>
        ${
          size === checkpoint.size
            ? undefined
            : markup`<dt>shown here</dt>
                <dd>the first ${counted(size, 'entry', 'entries')}</dd>
                <dt>their root</dt>
                <dd>${toBase64(root)}</dd>
                <dt>consistency</dt>
                <dd>${proof.map(toHex).join(' ')}</dd> `
        }
        <dt>verifier key</dt>
        <dd>${verifierKey}</dd>
        <dt>its SHA-256</dt>
        <dd>${fingerprint}</dd>
      </dl>
      <p class="note">
        Where this page is from, its key is from too. Compare it with the one that you know from elsewhere:
        <code>vaultmesh trust show</code> has it.
      </p>
      <details>
        <summary>The signed checkpoint</summary>
        <pre>${note}</pre>
      </details>`,
  });
}
