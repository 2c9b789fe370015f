import { existsSync } from 'node:fs';
import { resolve } from 'node:path';

import { VaultMeshError } from '../../core/common/error.ts';
import { succeeded } from '../../core/common/outcome.ts';
import { repositoryOfLog } from '../../core/remembrancer/ledger/index.ts';
import {
  anchorsOf,
  draftTrust,
  formatTrustFile,
  type Anchor,
  type TrustFile,
} from '../../core/remembrancer/trust/index.ts';
import { readText } from '../read-text.ts';
import { repositoryAddress, type RepositoryAddress } from '../repository.ts';
import type { CommandReport } from '../run-command.ts';
import type { Terminal } from '../terminal.ts';
import { withGitStore } from '../with-git-store.ts';
import { checkOutput, writeOutput } from '../write-output.ts';
import { anchorLines } from './anchor-lines.ts';
import { confirm } from './confirm.ts';

export interface TrustInitOptions {
  readonly json?: true;
  readonly branch: string;
  readonly tsaRoot: readonly string[];
  readonly sigstoreRoot?: string;
  readonly openpgpFingerprint: readonly string[];
  readonly yes?: true;
  readonly out: string;
}

/** Makes a trust file of what a ledger says about itself and the roots that the verifier brings, once it is confirmed. */
export async function initTrust(
  terminal: Terminal,
  repository: string,
  options: TrustInitOptions,
): Promise<CommandReport> {
  const address = repositoryAddress(repository, terminal);
  await refuseTakenPlace(terminal, options);
  const sources = await readSources(terminal, options);
  const trust = await withGitStore(terminal, address, options.branch, (store) => draftTrust(store, sources));
  const anchors = await anchorsOf(trust);
  refuseOtherLog(anchors, address);
  const lines = [...anchorLines(anchors), ...leftOut(trust, sources)];
  if (options.yes !== true) await confirm(terminal, lines);
  await writeOutput(terminal, { path: options.out, option: '--out' }, formatTrustFile(trust));
  return {
    outcome: succeeded(`The trust file is in ${options.out}.`, { trust: options.out, anchors }),
    // On a terminal they were shown with the question.
    lines: options.yes === true ? lines : [],
  };
}

async function readSources(
  terminal: Terminal,
  options: TrustInitOptions,
): Promise<Parameters<typeof draftTrust>[1]> {
  const tsaRoots: string[] = [];
  for (const path of options.tsaRoot) {
    const text = await readText(terminal, path, 'time-stamping root', 'check the path given to --tsa-root');
    tsaRoots.push(certificateIn(text, path));
  }
  const { sigstoreRoot: path } = options;
  const openpgpFingerprints = options.openpgpFingerprint.map(fingerprintIn);
  if (path === undefined) return { tsaRoots, openpgpFingerprints };
  const text = await readText(terminal, path, 'Sigstore root', 'check the path given to --sigstore-root');
  return { tsaRoots, openpgpFingerprints, sigstoreRoot: parseRoot(text, path) };
}

/** What somebody confirmed once is not lost to a second run. */
async function refuseTakenPlace(terminal: Terminal, { out }: TrustInitOptions): Promise<void> {
  await checkOutput(terminal, { path: out, option: '--out' });
  if (!existsSync(resolve(terminal.directory, out))) return;
  throw new VaultMeshError(
    'conflict',
    `${out} is there already: "vaultmesh trust update" adds new keys to it; else give another --out, or delete it.`,
  );
}

function fingerprintIn(text: string): string {
  const fingerprint = text.replaceAll(/\s/g, '').toUpperCase();
  if (/^([0-9A-F]{40}|[0-9A-F]{64})$/.test(fingerprint)) return fingerprint;
  throw new VaultMeshError(
    'usage',
    `"${text}" is no OpenPGP fingerprint; --openpgp-fingerprint takes all 40 or 64 digits of hex, as gpg --fingerprint prints them.`,
  );
}

function certificateIn(text: string, path: string): string {
  if (text.includes('-----BEGIN CERTIFICATE-----')) return text;
  throw new VaultMeshError('usage', `${path} has no PEM certificate; check the path given to --tsa-root.`);
}

function parseRoot(text: string, path: string): object {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    value = undefined;
  }
  if (typeof value === 'object' && value !== null && 'certificateAuthorities' in value) return value;
  throw new VaultMeshError('usage', `${path} is not the trusted_root.json of a Sigstore instance.`);
}

/** The ledger of another repository, copied under this address, would be believed for what it says elsewhere. */
function refuseOtherLog(anchors: readonly Anchor[], { origin }: RepositoryAddress): void {
  const logs = anchors.filter(({ kind }) => kind === 'log');
  if (origin === undefined || logs.some(({ name }) => repositoryOfLog(name) === origin)) return;
  throw new VaultMeshError(
    'conflict',
    `The ledger at ${origin} calls itself ${logs.map(({ name }) => name).join(', ')}: it was copied or renamed. ` +
      'Give the address of the repository that it belongs to, or of a clone of it on this machine.',
  );
}

function leftOut(
  { openpgp, rfc3161, sigstore }: TrustFile,
  { sigstoreRoot }: { sigstoreRoot?: object },
): string[] {
  const lines: string[] = [];
  if (openpgp.fingerprints.length === 0)
    lines.push('No record was signed with OpenPGP: no such key is trusted.');
  if (rfc3161.roots.length === 0) lines.push('No --tsa-root was given: timestamps will be untrusted.');
  if (sigstore === undefined) {
    lines.push(
      sigstoreRoot === undefined
        ? 'No --sigstore-root was given: Sigstore bundles will be untrusted.'
        : 'No Sigstore bundle of the newest records holds under this root: Sigstore bundles will be untrusted.',
    );
  }
  return lines;
}
