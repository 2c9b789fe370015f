import { createHash } from 'node:crypto';

export interface PageParts {
  /** HTML with an empty style, an empty script, and a `{{name}}` for the policy and each of the other parts. */
  readonly template: string;
  readonly style: string;
  readonly script: string;
  /** Plain text. */
  readonly notices: string;
  readonly version: string;
}

/** What may not stand in an inline script, however quoted (HTML, 4.12.1.3). */
const BREAKS_OUT = /<!--|<\/?script/i;

/**
 * The page as one file. Its policy (CSP) lets run and apply just this script and this style, known by their SHA-256, and
 * lets nothing be fetched, sent or embedded. Throws when the template lacks a place for a part, or the script would end itself.
 */
export function assemblePage({ template, style, script, notices, version }: PageParts): string {
  if (BREAKS_OUT.test(script))
    throw new Error('The script has a text in it that would end it; see BREAKS_OUT.');
  const policy = [
    "default-src 'none'",
    `script-src '${digestOf(script)}'`,
    `style-src '${digestOf(style)}'`,
    "base-uri 'none'",
    "form-action 'none'",
    "require-trusted-types-for 'script'",
    "trusted-types 'none'",
  ].join('; ');
  const parts = [
    ['{{policy}}', policy],
    ['{{version}}', escapeHtml(version)],
    ['{{notices}}', escapeHtml(notices)],
    ['<style></style>', `<style>${style}</style>`],
    ['<script></script>', `<script>${script}</script>`],
  ] as const;
  return parts.reduce((page, [place, part]) => {
    if (!page.includes(place)) throw new Error(`The template of the page has no ${place}.`);
    return page.replace(place, () => part);
  }, template);
}

const digestOf = (text: string): string => `sha256-${createHash('sha256').update(text).digest('base64')}`;

const escapeHtml = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
