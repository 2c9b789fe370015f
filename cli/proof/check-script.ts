import { quoted } from '../quoted.ts';
import type { Check } from './check-commands.ts';
import type { NotChecked } from './not-checked.ts';

/**
 * The lines of a POSIX shell that run `checks` and say of each whether it holds, and of each layer in `unchecked` why it
 * has none. They end with 0 when all checks hold and no layer that is required lacks one.
 */
export const checkScript = (checks: readonly Check[], unchecked: readonly NotChecked[]): string[] => [
  'failed=0',
  ...checks.flatMap(({ what, tool, commands }) => [
    '',
    `# ${what} (${NEEDS[tool]})`,
    `( ${commands.join(' &&\n  ')}`,
    `) && echo ${quoted(`holds: ${what}`)} || { echo ${quoted(`FAILS: ${what}`)}; failed=1; }`,
  ]),
  '',
  ...unchecked.map(({ layer, because }) => `echo ${quoted(`not checked: ${layer}, because ${because}`)}`),
  ...missing(unchecked),
  '[ "$failed" = 0 ]',
];

const missing = (unchecked: readonly NotChecked[]): string[] => {
  const layers = unchecked.filter(({ isRequired }) => isRequired).map(({ layer }) => layer);
  if (layers.length === 0) return [];
  return [`echo ${quoted(`MISSING: a check of ${layers.join(' or ')}, which is required`)}; failed=1`];
};

/** What must be there for a check to hold, beside the files. */
const NEEDS: Record<Check['tool'], string> = {
  openssl: 'openssl',
  gpg: 'gpg',
  cosign: 'cosign',
  go: 'go, and the network for golang.org/x/mod unless Go has it already',
};
