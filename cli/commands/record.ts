import { type Command, Option } from 'commander';

import type { AddCommand } from '../add-command.ts';
import { leafCommand } from '../leaf-command.ts';
import { BRANCH_OPTION, REPOSITORY_OPTION } from '../ledger-options.ts';
import { LOG_KEY } from '../log-key-option.ts';
import { OPENPGP_KEY_OPTION, OPENPGP_PASSPHRASE_OPTION } from '../openpgp-options.ts';
import type { RecordOptions } from '../record/record-options.ts';
import { ON_MISSING_OPTION, TSA_OPTION } from '../timestamp-options.ts';

const AT = '--component my-service --version 1.0.0 --repository https://github.com/acme/my-service';

/** What is recorded by hand; the other kinds are written by parts of VaultMesh. */
const VERBS = [
  {
    verb: 'release',
    kind: 'release',
    description: 'sign, timestamp and record the files of a release, and write their proofs',
    operation: 'release:v<version>',
    examples: [`release my-service-1.0.0.tar.gz ${AT} --log-key log.key --openpgp-key openpgp.key`],
  },
  {
    verb: 'deploy',
    kind: 'deployment',
    description: 'record what was deployed where, with the decisions in force at its commit',
    operation: 'deployment:<component>:<version>[:<environment>]',
    examples: [
      `deploy ${AT} --environment production --log-key log.key`,
      `deploy --image ghcr.io/acme/my-service@sha256:2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824 ${AT} --environment staging --why "the disk was full" --log-key log.key`,
    ],
  },
  {
    verb: 'incident',
    kind: 'incident',
    description: 'record what went wrong, with files about it if there are any',
    examples: [
      `incident report.md ${AT} --operation incident:2026-11-20 --why "the disk was full" --person author=ada --log-key log.key`,
    ],
  },
  {
    verb: 'discovery',
    kind: 'discovery',
    description: 'record what was found out, with files about it if there are any',
    examples: [
      `discovery ${AT} --operation discovery:log-size --what "Logs grow by 2 GB a day" --how "measured in production" --log-key log.key`,
    ],
  },
  {
    verb: 'decision',
    kind: 'decision',
    description: 'record one decision as its file says it, where no app does so at the merge',
    operation: 'decision:<path in the repository>@<commit>',
    examples: [
      'decision docs/adr/rotate-logs.md --commit 2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c --repository https://github.com/acme/my-service --log-key log.key',
    ],
  },
] as const satisfies readonly Verb[];

interface Verb {
  readonly verb: string;
  readonly kind: RecordOptions['kind'];
  readonly description: string;
  /** The operation id by default; without one it must be given. */
  readonly operation?: string;
  readonly examples: readonly string[];
}

export const recordCommand: AddCommand = (program, terminal, run) => {
  const record = program
    .command('record')
    .description('record a release, a deployment, an incident, a discovery or a decision on a ledger');
  for (const verb of VERBS) {
    addOptions(record, verb).action((files: string[], options: Omit<RecordOptions, 'kind'>) =>
      run(options, async () => {
        const { recordFiles } = await import('../record/record-files.ts');
        return recordFiles(terminal, files, { ...options, kind: verb.kind });
      }),
    );
  }
};

function addOptions(record: Command, { verb, kind, description, operation, examples }: Verb): Command {
  const command = leafCommand(
    record,
    `${verb} [file...]`,
    description,
    examples.map((example) => `record ${example}`),
  )
    .addOption(nameOption(kind, '--component <name>', 'what the record is about', 'the name of the file'))
    .addOption(
      nameOption(kind, '--version <version>', 'its version, kept as it is given', '12 digits of the commit'),
    )
    .requiredOption(...REPOSITORY_OPTION)
    .option(...BRANCH_OPTION)
    .option(
      '--operation <id>',
      `id that a second run repeats${operation === undefined ? ' (required)' : `; by default ${operation}`}`,
    )
    .option('--image <name@sha256:digest...>', 'what is known by its digest alone, such as a container image')
    .option('--commit <id>', COMMIT_OF[kind] ?? 'the commit that it is about, by its full id');
  if (kind === 'deployment') command.option('--environment <name>', 'where it was deployed to');
  for (const [flags, text] of kind === 'decision' ? DECISION_LINKS : LINKS) command.option(flags, text, []);
  return command
    .option(LOG_KEY.flags, `${LOG_KEY.description}; "vaultmesh ledger init" makes it (required)`)
    .option(...OPENPGP_KEY_OPTION)
    .option(...OPENPGP_PASSPHRASE_OPTION)
    .option(...TSA_OPTION)
    .option('--no-timestamp', 'ask no time-stamp authority')
    .addOption(new Option(...ON_MISSING_OPTION).choices(['defer', 'fail']).default('defer'))
    .option('--what <text>', `what was done${from(kind, 'its title')}`)
    .option('--why <text>', `why it was done${from(kind, 'the first words of its context')}`)
    .option('--how <text>', `how it was done${from(kind, 'the first words of its outcome')}`)
    .option('--value <text>', 'what it is worth and to whom')
    .option('--person <role=login...>', 'who took part; kept beside the receipt, where it can be removed', [])
    .option('--out <directory>', 'where to write signatures, timestamps and proofs', '.');
}

/** An option that only the file of a decision can stand for. */
function nameOption(kind: RecordOptions['kind'], flags: string, text: string, ofDecision: string): Option {
  return kind === 'decision'
    ? new Option(flags, `${text}${from(kind, ofDecision)}`)
    : new Option(flags, `${text} (required)`).makeOptionMandatory();
}

const from = (kind: RecordOptions['kind'], ofDecision: string): string =>
  kind === 'decision' ? `; by default ${ofDecision}` : '';

const COMMIT_OF: Partial<Record<RecordOptions['kind'], string>> = {
  release: 'the commit that the files were made from, by its full id',
  decision:
    'the commit that has the file, by its full id; it must be the file of that commit, and a checkout must have the commit',
  deployment: 'the commit that was deployed, by its full id; by default that of the recorded release',
};

const SUPERSEDES = ['--supersedes <record...>', 'records of this kind that it takes the place of'] as const;
const LINKS = [
  ['--decided-by <decision...>', 'decisions that it was done under, such as ADR-0042'],
  SUPERSEDES,
] as const;
const DECISION_LINKS = [
  ['--decides <name...>', 'records or components that it decides on'],
  ['--affects <name...>', 'components, or globs of paths, that it is about'],
  SUPERSEDES,
] as const;
