import type { FileDiff } from '../git/diff.ts';
import type { Html } from './html.ts';
import { html } from './html.ts';

/** Changed files with their patches. */
export function filesHtml(files: readonly FileDiff[]): Html {
  return html`<h2>${files.length} changed files</h2>
    ${files.map(
      (file) =>
        html`<details ${files.length <= 5 ? 'open' : ''}>
          <summary><code>${file.path}</code> ${file.status} +${file.additions} −${file.deletions}</summary>
          <pre><code>${file.patch ?? 'No text changed.'}</code></pre>
        </details>`,
    )}`;
}
