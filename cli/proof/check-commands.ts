import { sha256Hex } from '../../core/common/bytes.ts';
import type { Layer } from '../../core/remembrancer/evidence/index.ts';
import { readTimestamp } from '../../core/remembrancer/evidence/rfc3161/index.ts';
import {
  openNote,
  parseCheckpoint,
  parseTlogProof,
  splitNote,
} from '../../core/remembrancer/ledger/index.ts';
import type { Proof } from '../../core/remembrancer/proof/index.ts';
import type { ReleaseAsset } from '../../core/remembrancer/release/index.ts';
import { logsAt, policyOf, type TrustFile } from '../../core/remembrancer/trust/index.ts';
import { quoted } from '../quoted.ts';
import type { ExportedFiles } from './exported-files.ts';

/** One check by another tool: commands for one POSIX shell in the folder of the files. It holds when each of them ends with 0. */
export interface Check {
  readonly layer: Layer;
  readonly what: string;
  readonly tool: 'openssl' | 'gpg' | 'cosign' | 'go';
  readonly commands: readonly string[];
}

/**
 * The commands that check the exported files of a proof for `artifact`, its path from their folder, by what the trust file believes in. A
 * signature or a token that nothing in the trust file vouches for has none: a check that anybody's would pass says nothing.
 */
export async function checkCommands(
  artifact: string,
  proof: Proof,
  trust: TrustFile,
  files: ExportedFiles,
): Promise<Check[]> {
  const path = quoted(artifact);
  const { sigstore } = trust;
  return [
    digest('digest', 'The receipt names the artifact, by SHA-256', path, proof.subject.sha256, files.receipt),
    digest(
      'receipt',
      'The entry names the receipt, by SHA-256',
      at(files.receipt),
      sha256Hex(files.receipt.content),
      files.entry,
    ),
    ...(trust.openpgp.fingerprints.length > 0
      ? files.signatures.map((signature) => signatureCheck(path, signature, trust, files))
      : []),
    ...(sigstore ? files.bundles.map((bundle) => bundleCheck(path, bundle, sigstore, files)) : []),
    ...(await tokenChecks('rfc3161', 'The time of the artifact', path, files.tokens, trust, files)),
    ...(files.checkpoint
      ? await tokenChecks(
          'checkpoint-time',
          'The time of the checkpoint',
          quoted(`./${files.checkpoint.name}`),
          files.checkpointTokens,
          trust,
          files,
        )
      : []),
    ...inclusion(proof, trust, files),
  ];
}

const at = ({ name }: ReleaseAsset): string => quoted(`./${name}`);

const digest = (layer: Layer, what: string, path: string, sha256: string, named: ReleaseAsset): Check => ({
  layer,
  what,
  tool: 'openssl',
  commands: [
    `[ "$(openssl dgst -sha256 -r < ${path} | cut -c 1-64)" = ${sha256} ] && grep -q ${sha256} ${at(named)}`,
  ],
});

const signatureCheck = (
  path: string,
  signature: ReleaseAsset,
  { openpgp }: TrustFile,
  { signer }: ExportedFiles,
): Check => ({
  layer: 'openpgp',
  what: `${signature.name} is by a key that the trust file names`,
  tool: 'gpg',
  commands: [
    'export GNUPGHOME="$(mktemp -d)"',
    `trap 'gpgconf --kill all; rm -rf "$GNUPGHOME"' EXIT`,
    `gpg --quiet --import ${at(signer)}`,
    `gpg --status-fd 1 --verify ${at(signature)} ${path} | grep -E 'VALIDSIG .*(${openpgp.fingerprints.join('|')})$'`,
  ],
});

function bundleCheck(
  path: string,
  bundle: ReleaseAsset,
  { identity }: NonNullable<TrustFile['sigstore']>,
  { sigstoreRoot }: ExportedFiles,
): Check {
  const { issuer, repository, workflow, ref = '*' } = identity;
  const literal = (text: string): string => text.replaceAll(/[.*+?^${}()|[\]\\]/gu, String.raw`\$&`);
  const refs = ref.endsWith('*') ? `${literal(ref.slice(0, -1))}.*` : literal(ref);
  const subject = `^${literal(repository)}/${workflow === undefined ? '.*' : literal(workflow)}@${refs}$`;
  const options = [
    ['--bundle', `./${bundle.name}`],
    ['--trusted-root', `./${sigstoreRoot?.name ?? ''}`],
    ['--type', 'slsaprovenance1'],
    ['--certificate-oidc-issuer', issuer],
    ['--certificate-identity-regexp', subject],
  ].map(([option, value]) => `${option} ${quoted(value ?? '')}`);
  return {
    layer: 'sigstore',
    what: `${bundle.name} is by the workflow that the trust file names`,
    tool: 'cosign',
    commands: [`cosign verify-blob-attestation ${options.join(' ')} ${path}`],
  };
}

/** Certificates are judged at the token's own time, which a token outlives its signer by. */
async function tokenChecks(
  layer: Layer,
  what: string,
  path: string,
  tokens: readonly ReleaseAsset[],
  { rfc3161 }: TrustFile,
  { tsaRoots }: ExportedFiles,
): Promise<Check[]> {
  if (rfc3161.roots.length === 0) return [];
  const checks: Check[] = [];
  for (const token of tokens) {
    const read = await readTimestamp(token.content);
    if (typeof read === 'string') continue;
    const seconds = Math.ceil(read.time.getTime() / 1000);
    const command = `openssl ts -verify -in ${at(token)} -data ${path} -CAfile ${at(tsaRoots)} -attime ${seconds}`;
    checks.push({ layer, what: `${what}, by ${token.name}`, tool: 'openssl', commands: [command] });
  }
  return checks;
}

function inclusion({ tlogProof }: Proof, trust: TrustFile, files: ExportedFiles): Check[] {
  const { checkpoint } = parseTlogProof(tlogProof);
  const { size } = parseCheckpoint(splitNote(checkpoint).text);
  const [signature] = openNote(checkpoint, logsAt(policyOf(trust), size)).signatures;
  const commands = [
    'client="$(mktemp -d)"',
    `trap 'rm -rf "$client"' EXIT`,
    `cp ${at(files.tlogClient)} "$client/main.go"`,
    '(cd "$client" && go mod init client && go get golang.org/x/mod@v0.30.0 && go build -o client .)',
    `"$client/client" ${quoted(signature?.verifier.verifierKey ?? '')} ${at(files.tlogProof)} ${at(files.entry)}`,
  ];
  return [{ layer: 'inclusion', what: 'The entry is in the log', tool: 'go', commands }];
}
