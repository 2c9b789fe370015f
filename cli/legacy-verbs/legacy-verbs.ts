import { VaultMeshError } from '../../core/common/error.ts';
import type { Terminal } from '../terminal.ts';
import type { LegacyVerb } from './legacy-verb.ts';
import { RECORD_DEPLOY } from './record-deploy.ts';
import { takeOption } from './take-option.ts';

/** The verbs of the first system that were written otherwise than today's; docs/commands.md tells of all. */
export const LEGACY_VERBS: readonly LegacyVerb[] = [
  RECORD_DEPLOY,
  renamed('verify-full', 'verify'),
  renamed('verify-audit', 'ledger audit'),
  renamed('adr create', 'adr new'),
  renamed('list adrs', 'list decisions'),
  renamed('snapshot create', 'ledger timestamp'),
  {
    old: 'sign FILE --key ID',
    now: 'sign FILE --gpg-key ID',
    translate: (argv) => {
      if (argv[0] !== 'sign') return undefined;
      const { value, rest } = takeOption(argv, '--key');
      return value === undefined ? undefined : [...rest, '--gpg-key', value];
    },
  },
  {
    old: 'timestamp FILE URL',
    now: 'timestamp FILE --tsa URL',
    translate: ([verb, file, url, ...rest]) =>
      verb === 'timestamp' && file !== undefined && url !== undefined && /^https?:\/\//u.test(url)
        ? [verb, file, ...rest, '--tsa', url]
        : undefined,
  },
  gone('record-receipt-v3', 'record deploy'),
  gone('federation', 'ledger witness'),
];

/**
 * `argv` in the words of today, when it has a verb of the first system; else as it is. Throws `usage` for a verb that is
 * not translated.
 */
export async function inTodaysWords(argv: readonly string[], terminal: Terminal): Promise<readonly string[]> {
  for (const { translate } of LEGACY_VERBS) {
    const words = await translate(argv, terminal);
    if (words !== undefined) return words;
  }
  return argv;
}

/** A verb that only has another name; it and the name begin the command line. */
function renamed(old: string, now: string): LegacyVerb {
  const translate: LegacyVerb['translate'] = (argv) => {
    const rest = after(old, argv);
    return rest && [...now.split(' '), ...rest];
  };
  return { old, now, translate };
}

/** A verb that did something else than what is there for the same end today. */
function gone(old: string, now: string): LegacyVerb {
  const translate: LegacyVerb['translate'] = (argv) => {
    if (after(old, argv) === undefined) return undefined;
    throw new VaultMeshError(
      'usage',
      `"${old}" of the first system is not translated: today that is "${now}"; "${now} --help" tells what it takes.`,
    );
  };
  return { old, now, translate };
}

/** What follows `verb` in a command line that begins with it. */
function after(verb: string, argv: readonly string[]): readonly string[] | undefined {
  const words = verb.split(' ');
  return words.every((word, i) => argv[i] === word) ? argv.slice(words.length) : undefined;
}
