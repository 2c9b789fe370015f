import { parseSpawnRequest, type SpawnRequest } from '../../../core/spawn/index.ts';

/** A request like most, with what a test cares about changed. */
export function request(given: Partial<SpawnRequest> = {}): SpawnRequest {
  return parseSpawnRequest({ name: 'my-service', owner: 'acme', ...given });
}

/** What a person with a grudge, or with a language other than ours, puts into a description. */
export const HOSTILE_TEXTS: readonly string[] = [
  `It's "quoted" and \`ticked\``,
  'back\\slash \\n \\u0041 \\" \\',
  '{{ constructor.constructor("return process")() }}',
  '{= service.name =} {% raw %} {# comment #}',
  '${{ secrets.GITHUB_TOKEN }} ${HOME} $(id) $$ %PATH% !!',
  '- not a list: [a, b] {c: d} & *anchor | > # comment',
  '# not a heading',
  '1. not a list, 2) either',
  '+ plus',
  '===',
  '---',
  '@everyone #1 <script>alert(1)</script> &amp; [link](https://example.com) ![x](y) ~~no~~ | cell |',
  '"""docstring""" \'\'\' ends',
  'true',
  '0123',
  'null: ~',
  'Überraschung: 日本語, עברית, 👩‍🚀 𝒳',
  '; rm -rf / && echo $(cat /etc/passwd) `id`',
];

/** Texts that are refused, with what the answer must name. */
export const REFUSED_TEXTS: readonly string[] = [
  '',
  ' leading',
  'trailing ',
  'two\nlines',
  'tab\tbed',
  'nul\0',
  'next\u0085line',
  'line\u2028separator',
  'txet \u202edesrever',
  'mark\u061ced',
  'half \ud800 pair',
  'x'.repeat(351),
];
