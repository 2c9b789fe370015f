import { X509Certificate } from 'node:crypto';

import { VaultMeshError } from '../../../../common/error.ts';
import { parseVerifierKey, policyFault } from '../../../ledger/index.ts';
import type { TrustFile } from '../../../trust/index.ts';
import { CONFIG_MEMBERS, CONFIG_PATH } from '../../config/config-document.ts';
import { readCovenantConfig, strangeMembers } from '../../config/parse-config.ts';
import type { CovenantContext } from '../../covenant-context.ts';
import type { FileText } from '../../file-text.ts';
import type { Found } from '../../found.ts';
import type { FileRule } from '../../rule.ts';
import { isTrustPath, MOST_BYTES, trustIn } from './trust/trust-in-tree.ts';
import { told } from '../../ledger/told.ts';

/** What others believe in on the word of this repository can be read by them. */
export const filesValid: FileRule = {
  id: 'VM-III-01',
  title: 'Configuration, trust and policy files are valid',
  severity: 'medium',
  level: 'enforce',
  since: 1,
  fixable: false,
  kind: 'file',
  concerns: (file) => isTrustPath(file) || isNamedLikeConfig(file.path),
  mostBytes: MOST_BYTES,
  check,
};

function check(file: FileText, { ruleIds }: CovenantContext): readonly Found[] {
  if (file.path === CONFIG_PATH) return inConfig(file, ruleIds);
  if (isNamedLikeConfig(file.path)) return [misnamed(file.path)];
  const read = trustIn(file);
  if (read === undefined) return [];
  if ('trust' in read) return inTrust(file.path, read.trust);
  return 'policy' in read ? inPolicy(file, read.policy) : [notTrust(file.path, read)];
}

const isNamedLikeConfig = (path: string): boolean => /^\.github\/\.?vaultmesh\.ya?ml$/iu.test(path);

const misnamed = (path: string): Found => ({
  path,
  message: `${path} is read by nobody: the configuration is ${CONFIG_PATH}.`,
  remedy: `Rename it to ${CONFIG_PATH}.`,
});

/** What nobody could use once it is on the default branch: from then on every check would fail. */
function inConfig({ path, text }: FileText, ruleIds: ReadonlySet<string>): Found[] {
  const reading = readCovenantConfig(text, ruleIds);
  if ('fault' in reading) {
    const { fault, range } = reading;
    return [
      { path, ...(range && { range }), message: told(fault), remedy: 'Correct it before it is merged.' },
    ];
  }
  return strangeMembers(text).map(({ name, range }) => ({
    ...{ path, range },
    message: told(
      `${path} has the member ${JSON.stringify(name)}, and only ${CONFIG_MEMBERS.join(', ')} mean anything.`,
    ),
    remedy: 'Correct its name, or take it out.',
  }));
}

const notTrust = (path: string, { fault, isNewer }: { fault: string; isNewer: boolean }): Found => ({
  path,
  message: told(fault),
  remedy: isNewer ? 'Check with the VaultMesh that wrote it, or a later one.' : TRUST_REMEDY,
  ...(isNewer && { cannotTell: true }),
});

function inPolicy(file: FileText, policy: string): Found[] {
  const fault = policyFault(policy);
  if (fault === undefined) return [];
  const { path } = file;
  const { line, what } = fault;
  const range = line === undefined ? undefined : file.lines[line - 1];
  return [
    {
      path,
      ...(range && { range }),
      message: told(
        line === undefined ? `The policy ${path} ${what}.` : `Line ${line} of ${path} is wrong: ${what}.`,
      ),
      remedy: POLICY_REMEDY,
    },
  ];
}

/** What the form of a trust file does not show. */
function inTrust(path: string, { policy, retiredLogKeys = [], rfc3161 }: TrustFile): Found[] {
  const fault = policyFault(policy);
  return [
    ...(fault === undefined
      ? []
      : [
          {
            path,
            message: told(
              `The policy in ${path} ${fault.line === undefined ? '' : `is wrong in its line ${fault.line}: `}${fault.what}.`,
            ),
            remedy: POLICY_REMEDY,
          },
        ]),
    ...retiredLogKeys.flatMap(({ verifierKey }, n) => {
      const what = keyFault(verifierKey);
      return what === undefined
        ? []
        : [
            {
              path,
              message: told(`Retired key ${n + 1} of ${path} is wrong. ${what}`),
              remedy: TRUST_REMEDY,
            },
          ];
    }),
    ...rfc3161.roots.flatMap((pem, n) =>
      isCertificate(pem)
        ? []
        : [
            {
              path,
              message: `Time-stamping root ${n + 1} of ${path} is not one PEM certificate.`,
              remedy: TRUST_REMEDY,
            },
          ],
    ),
  ];
}

function keyFault(verifierKey: string): string | undefined {
  try {
    parseVerifierKey(verifierKey);
    return undefined;
  } catch (error) {
    if (error instanceof VaultMeshError) return error.message;
    throw error;
  }
}

function isCertificate(pem: string): boolean {
  if (pem.split('-----BEGIN CERTIFICATE-----').length !== 2) return false;
  try {
    new X509Certificate(pem);
    return true;
  } catch {
    return false;
  }
}

const POLICY_REMEDY = 'Correct it; https://c2sp.org/tlog-policy says what may stand there.';
const TRUST_REMEDY = 'Make the trust file anew with `vaultmesh trust init OWNER/REPO --out FILE`.';
