import type { FileRule } from '../../rule.ts';
import { assignedSecrets } from './secrets/assigned-secrets.ts';
import { LARGEST_TEXT } from './secrets/largest-text.ts';
import { urlPasswords } from './secrets/url-passwords.ts';

/** Full of digests and packed code, where chance makes what looks like a secret. */
const GENERATED =
  /(?:^|\/)(?:[^/]*\.(?:lock|lockfile|sum|map|svg)|[^/]*\.min\.[cm]?js|package-lock\.json|npm-shrinkwrap\.json|pnpm-lock\.yaml|[^/]*\.lock\.[a-z]+)$/u;
/** What others published, and what tests are given to read: nobody uses a value of these. */
const NOT_OURS =
  /(?:^|\/)(?:node_modules|vendor|third[-_]party|bower_components|test[-_]?data|(?:__)?(?:fixtures|snapshots)(?:__)?)\//iu;
/** Where values stand without quotes. */
const SETTINGS =
  /(?:^|\/)(?:\.env[^/]*|[^/]*\.(?:env|ya?ml|ini|cfg|conf|cnf|config|properties|sh|bash|zsh|fish|toml|service)|\.(?:npmrc|pypirc|yarnrc|envrc)|[^/]*[Dd]ockerfile[^/]*)$/u;
const SEALED = /^kind:\s*SealedSecret\b/mu;

const REMEDY =
  'If it is a secret, revoke it, take it out of the file, and read the new one from the environment or a secret store; if not, make an exception.';

/** VM-I-09: no value under a secret's name looks drawn by lot, and no URL has a password in it. */
export const highEntropyValues: FileRule = {
  id: 'VM-I-09',
  title: 'No random-looking value stands under the name of a secret',
  severity: 'medium',
  level: 'advise',
  since: 1,
  fixable: false,
  kind: 'file',
  concerns: ({ path }) => !GENERATED.test(path) && !NOT_OURS.test(path),
  mayBreak:
    /[=:]>?[ \t]{0,4}\\?["'`]?(?=[A-Za-z+/_.~@!#%^*-]{0,23}[0-9])[A-Za-z0-9+/_.~@!#%^*-]{16}(?<=(?:[Ss]ecret|SECRET|[Tt]oken|TOKEN|[Pp]ass|PASS|[Pp]wd|PWD|[Cc]redential|CREDENTIAL|_auth|[Kk]ey|KEY)[^\n=]{0,60}[=:]>?[ \t]{0,4}\\?["'`]?.{16})|:\/\/[^\s:@/?#"'`<>]{0,100}:[^\s:@/?#"'`<>]{8,200}@/u,
  mostBytes: LARGEST_TEXT,
  passesOverLarger: true,
  check: ({ path, text }) => {
    const assigned = assignedSecrets(text, SETTINGS.test(path) && !SEALED.test(text));
    return [
      ...assigned.map(({ name, ...range }) => ({
        range,
        message: `The value of ${name} looks like a secret`,
      })),
      ...urlPasswords(text).map((range) => ({ range, message: 'A URL has a password in it' })),
    ]
      .sort((a, b) => a.range.start - b.range.start)
      .map((found) => ({ path, ...found, remedy: REMEDY }));
  },
};
