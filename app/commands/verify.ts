import { counted } from '../../core/common/counted.ts';
import { VaultMeshError } from '../../core/common/error.ts';
import { fullName } from '../../core/github/repository-name.ts';
import { codeSpan } from '../code-span.ts';
import { contentOfFile, newestReleases, type Release, releaseOfTag } from '../github/release-of-tag.ts';
import { judgeBy, judgeDigest, type Judge } from '../memory/judge-file.ts';
import { type KnownLedger, tellTrust } from '../memory/known-ledger.ts';
import { recordTable } from '../memory/record-table.ts';
import { asArgument, conclusionOfFile, howToCheck, showFile } from '../memory/show-verdict.ts';
import { inCode, told } from '../memory/told.ts';
import { type JudgedRelease, verifyRelease } from '../memory/verify-release.ts';
import { withKnownLedger } from '../memory/with-known-ledger.ts';
import { closest } from './closest.ts';
import type { Command, Invocation } from './command.ts';

/** `/verify <tag-or-sha256>`: what the ledger says of the files of a release, or of a file by its digest. */
export const verify: Command = {
  grammar: {
    name: 'verify',
    parameters: [{ name: 'tag-or-sha256' }],
    options: {},
    flags: [],
    summary: 'holds the files of a release, or the SHA-256 of a file, against the ledger, layer by layer',
    example: '/verify v1.0.0',
  },
  scope: 'repository',
  defaultRole: 'read',
  run: async (invocation) => {
    const wanted = invocation.values['tag-or-sha256'] ?? '';
    const [, digest] = /^(?:sha256:)?([0-9a-f]{64})$/i.exec(wanted) ?? [];
    if (digest !== undefined) return verifyDigest(invocation, digest.toLowerCase());
    const release = await foundRelease(invocation, wanted);
    return withKnownLedger(invocation, async (ledger) => {
      const judge = judgeOf(invocation, ledger);
      const { client, comment } = invocation;
      const judged = await verifyRelease(judge, release, (file) =>
        contentOfFile(client, comment.repository, file),
      );
      return tellRelease(judge, release, judged);
    });
  },
};

const judgeOf = ({ services: { config, clock } }: Invocation, ledger: KnownLedger): Judge =>
  judgeBy(ledger, config.witness.verifierKey, clock);

/** Throws `not-found`, with the tag that was probably meant. */
async function foundRelease({ client, comment }: Invocation, tag: string): Promise<Release> {
  const { repository } = comment;
  const release = await releaseOfTag(client, repository, tag);
  if (release !== undefined) return release;
  const meant = closest(tag, await newestReleases(client, repository));
  const question = meant === undefined ? '' : ` Did you mean ${codeSpan(meant)}?`;
  throw new VaultMeshError(
    'not-found',
    `${fullName(repository)} has no published release ${codeSpan(tag)}.${question} ` +
      '`/verify` takes the tag of a release, or the SHA-256 of a file: 64 hex digits.',
  );
}

/** The answer for a release: what became of each file and, per layer, why. */
export function tellRelease({ ledger }: Judge, { tag }: Release, { files, notes }: JudgedRelease): string {
  const isIndexed = files.some((file) => file.isIndexed === true);
  const conclusions = [...Map.groupBy(files, conclusionOfFile)]
    .map(([conclusion, those]) => `${those.length} ${conclusion}`)
    .join(', ');
  const [first] = files;
  return [
    `**Release ${told(tag)}**: ${files.length === 0 ? 'it has no file to check' : `${counted(files.length, 'file')}, ${conclusions}`}.`,
    ...notes,
    tellTrust(ledger),
    ...(isIndexed ? [notLookedThrough(ledger)] : []),
    ...files.flatMap((file) => ['', ...showFile(file)]),
    '',
    howToCheck(fullName(ledger.repository), asArgument(first?.name ?? '')),
  ].join('\n');
}

async function verifyDigest(invocation: Invocation, sha256: string): Promise<string> {
  return withKnownLedger(invocation, (ledger) => tellDigest(judgeOf(invocation, ledger), sha256));
}

/** The answer for a digest: the layers of its record, and the records that name it. Throws what `naming` throws. */
export async function tellDigest(judge: Judge, sha256: string): Promise<string> {
  const { ledger } = judge;
  const repository = fullName(ledger.repository);
  const { records, isWhole } = await judge.naming(sha256);
  const name = records[0]?.subjects.find((subject) => subject.sha256 === sha256)?.name ?? 'FILE';
  const { layers } = await judgeDigest(judge, { subject: { name, sha256 } });
  const trust = [tellTrust(ledger), ...(isWhole ? [] : [notLookedThrough(ledger)])].join('\n');
  if (layers === undefined) {
    const none = isWhole
      ? `**absent**: no record of ${repository} names`
      : `**untrusted**: the own index of the ledger of ${repository} names no record of`;
    return `${none} ${inCode(sha256)}. ${trust}`;
  }
  return [
    ...showFile({ name, layers }),
    '',
    trust,
    '',
    `${counted(records.length, 'record')} with this digest${isWhole ? '' : " in the ledger's own index"}:`,
    '',
    ...recordTable(records.slice(0, MOST_RECORDS)),
    '',
    howToCheck(repository, asArgument(name)),
  ].join('\n');
}

/** Whoever can push can take records out of an index, and add none: each is proven. */
const notLookedThrough = ({ repository, head }: KnownLedger): string =>
  `**Not checked here: all of the log.** It has ${counted(head.checkpoint.size, 'entry', 'entries')}, too much to be read from here, so records ` +
  `were found by its own index, and each was proven. \`npx vaultmesh ledger fsck ${fullName(repository)}\` checks all of it, ` +
  `and \`npx vaultmesh ledger show ${fullName(repository)} SHA256 --all\` looks for a digest in all of it.`;

/** The most records of one digest that are shown. */
const MOST_RECORDS = 20;
