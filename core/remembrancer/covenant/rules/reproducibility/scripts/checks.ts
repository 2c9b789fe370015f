import type { Command } from '../../../shell/command.ts';
import { outputFile } from '../../../shell/output-file.ts';
import { programOf } from '../../../shell/program-of.ts';
import { upstreamOf } from '../../../shell/upstream.ts';

/** Programs that make digests, which somebody then compares, or compare them. */
const DIGESTERS = /^(?:g?(?:sha\d+|md5|b2|b3)(?:sum)?|shasum|rhash|certutil|get-filehash)$/i;

/** What a text that says how to check has where the digest comes: `<digest>`. */
const PLACEHOLDER = /^<[\w -]+>/;

/** Programs that verify signatures, whatever their options. */
const VERIFIERS = /^(?:gpgv2?|minisign|signify|slsa-verifier|cosign)$/i;

/** Of other programs, the first words that say so. */
const CHECKING_WORDS: Readonly<Record<string, RegExp>> = {
  gpg: /^(?:--verify|--decrypt|-d)$/,
  gpg2: /^(?:--verify|--decrypt|-d)$/,
  openssl: /^(?:dgst|sha\d+|pkeyutl|cms|smime)$/,
  gh: /^attestation$/,
  notation: /^verify$/,
  rekor: /^verify$/,
  rpm: /^(?:-K|--checksig)$/,
  git: /^verify-(?:tag|commit)$/,
};

/** Functions and scripts of the project's own that are named after a check of a file. */
const OWN_CHECK =
  /checksum|sha(?:256|512)|^verify$|(?:verif|check).*(?:sum|sha|signature|digest|hash|download|artifact|integrity|archive|tarball|binary|gpg)/i;
const LONGEST_NAME = 100;

/** Whether a command checks a digest or a signature. */
export function isCheck(command: Command): boolean {
  const [name, ...rest] = command.words;
  const program = programOf(name.text);
  // What goes into a file is a digest for others: `sha256sum x > x.sha256`.
  if (DIGESTERS.test(program)) {
    const given = upstreamOf(command).flatMap(({ words }) => words);
    if (given.some(({ text }) => PLACEHOLDER.test(text))) return false;
    return rest.some(({ text }) => /^(?:-[abd-z]*c|--check)/.test(text)) || outputFile(command) === undefined;
  }
  if (VERIFIERS.test(program) || (program.length <= LONGEST_NAME && OWN_CHECK.test(program))) return true;
  const checking = Object.hasOwn(CHECKING_WORDS, program) ? CHECKING_WORDS[program] : undefined;
  if (checking) return rest.some(({ text }) => checking.test(text));
  // `docker run … cosign verify`, `make verify-download`, `aria2c --checksum=…`
  return rest.some(({ text }) => /^--checksum=|^(?:verify-blob|verify-download|checksum)$/.test(text));
}
