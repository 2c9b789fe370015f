import { type Markup, trusted } from './markup.ts';

/** An element that holds `value` as JSON for the script of a page. It never runs, and no text in it ends it. */
export const jsonBlock = (id: string, value: unknown): Markup =>
  // Within JSON a "<" stands in strings only, where it may be written so; no other character begins an end tag or a comment.
  trusted(
    `<script type="application/json" id="${id}">${JSON.stringify(value).replaceAll('<', '\\u003c')}</script>`,
  );
