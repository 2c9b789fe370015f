import type { Command } from '../../../shell/command.ts';
import { programOf } from '../../../shell/program-of.ts';

/** Programs that compare digests or verify signatures, whatever their options. */
const CHECKERS =
  /^(?:g?(?:sha\d+|md5|b2|b3)(?:sum)?|shasum|rhash|gpgv2?|minisign|signify|slsa-verifier|certutil|get-filehash|cosign)$/i;

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

/** Functions and scripts of the project's own that are named after a check. */
const OWN_CHECK = /verif|checksum|check[-_]?(?:sha|sum|hash|sig)|sha(?:256|512)/i;

/** Whether a command checks a digest or a signature. */
export function isCheck({ words }: Command): boolean {
  const [name, ...rest] = words;
  const program = programOf(name.text);
  if (CHECKERS.test(program) || OWN_CHECK.test(program)) return true;
  const checking = Object.hasOwn(CHECKING_WORDS, program) ? CHECKING_WORDS[program] : undefined;
  if (checking) return rest.some(({ text }) => checking.test(text));
  // `docker run … cosign verify`, `make verify-download`, `aria2c --checksum=…`
  return rest.some(({ text }) => /^--checksum=|^(?:verify-blob|verify-download|checksum)$/.test(text));
}
