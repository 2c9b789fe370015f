import { markup, type Markup } from '../markup.ts';
import type { SiteView } from '../site-view.ts';

/** Where a reader checks the record of the page. The ids are those that page/site/verify-record.ts looks for. */
export const verifyPanel = ({ memory: { verifierKey }, fingerprint }: SiteView): Markup =>
  markup`<section class="verify" aria-labelledby="verify-title">
    <h2 id="verify-title">Verify it here</h2>
    <p>
      Your browser hashes the entry, follows the proof to the root, checks the signature of the log, and
      compares this page with the receipt. Nothing is fetched or sent.
    </p>
    <noscript><p class="note">That is done by JavaScript, which is switched off here.</p></noscript>
    <form id="verify">
      <label for="key">The log's key, as you know it from elsewhere</label>
      <input
        id="key"
        autocomplete="off"
        spellcheck="false"
        placeholder="${verifierKey.split('+', 1).join('')}+…"
        aria-describedby="key-help"
      />
      <p id="key-help" class="note">
        Left empty, the key of this page is taken, which proves no more than that the page agrees with itself:
        <code id="own-key">${verifierKey}</code>, of which the SHA-256 is <code>${fingerprint}</code>.
      </p>
      <button type="submit">Verify this record</button>
    </form>
    <div id="verdict" role="status"></div>
  </section>`;
