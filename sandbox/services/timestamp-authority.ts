import { randomUUID } from 'node:crypto';
import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { openssl } from './openssl.ts';

export interface TimestampAuthority {
  /** PEM certificates, the signer's first and the root last. */
  readonly chain: readonly string[];
  /** The answer (DER TimeStampResp, RFC 3161) to a query (DER TimeStampReq); a bad query gets a rejection. */
  reply(query: Uint8Array): Promise<Uint8Array>;
  /** A query for a digest, with certReq and without a nonce, as Sigstore's JSON interface asks for one. */
  query(algorithm: HashAlgorithm, digestHex: string): Promise<Uint8Array>;
}

export type HashAlgorithm = 'sha256' | 'sha384' | 'sha512';

/**
 * A time-stamping authority on `openssl ts -reply`, with a root, an intermediate and a signer of its own that are
 * made in `directory`. Its tokens echo the nonce, carry the chain when the query asks for certificates, and give
 * genTime in whole seconds.
 */
export async function createTimestampAuthority(directory: string): Promise<TimestampAuthority> {
  await writeFile(join(directory, 'openssl.cnf'), CONFIGURATION);
  await writeFile(join(directory, 'serial'), '01\n');
  await makeCertificate(directory, 'root', 'VaultMesh Sandbox TSA Root');
  await makeCertificate(directory, 'intermediate', 'VaultMesh Sandbox TSA Issuing', 'root');
  await makeCertificate(directory, 'signer', 'VaultMesh Sandbox TSA', 'intermediate');
  const chain = await Promise.all(
    ['signer', 'intermediate', 'root'].map((name) => readFile(join(directory, `${name}.pem`), 'utf8')),
  );
  await writeFile(join(directory, 'chain.pem'), chain.slice(1).join(''));

  // One at a time: openssl keeps the serial number in a file and does not lock it.
  let previous: Promise<unknown> = Promise.resolve();
  const oneAtATime = <Result>(task: () => Promise<Result>): Promise<Result> => {
    const result = previous.then(task);
    previous = result.catch(() => undefined);
    return result;
  };

  const withFiles = async (
    input: Uint8Array,
    task: (input: string, output: string) => Promise<void>,
  ): Promise<Uint8Array> => {
    const name = randomUUID();
    const files = [`${name}.in`, `${name}.out`] as const;
    try {
      await writeFile(join(directory, files[0]), input);
      await task(files[0], files[1]);
      return await readFile(join(directory, files[1]));
    } finally {
      await Promise.all(files.map((file) => rm(join(directory, file), { force: true })));
    }
  };

  return {
    chain,
    reply: (query) =>
      oneAtATime(() =>
        withFiles(query, (input, output) =>
          openssl(directory, ['ts', '-reply', '-queryfile', input, '-out', output]),
        ),
      ),
    query: (algorithm, digestHex) =>
      withFiles(new Uint8Array(), (_input, output) =>
        openssl(directory, [
          'ts',
          '-query',
          '-digest',
          digestHex,
          `-${algorithm}`,
          '-cert',
          '-no_nonce',
          '-out',
          output,
        ]),
      ),
  };
}

async function makeCertificate(
  directory: string,
  name: string,
  commonName: string,
  issuer?: string,
): Promise<void> {
  await openssl(directory, [
    ...['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes', '-sha256'],
    ...['-days', '3650', '-subj', `/O=VaultMesh Sandbox/CN=${commonName}`, '-extensions', name],
    ...['-keyout', `${name}.key`, '-out', `${name}.pem`],
    ...(issuer === undefined ? [] : ['-CA', `${issuer}.pem`, '-CAkey', `${issuer}.key`]),
  ]);
}

const CONFIGURATION = `\
[req]
distinguished_name = subject
[subject]
[root]
basicConstraints = critical,CA:true
keyUsage = critical,keyCertSign,cRLSign
subjectKeyIdentifier = hash
[intermediate]
basicConstraints = critical,CA:true,pathlen:0
keyUsage = critical,keyCertSign,cRLSign
subjectKeyIdentifier = hash
authorityKeyIdentifier = keyid
[signer]
basicConstraints = critical,CA:false
keyUsage = critical,digitalSignature
extendedKeyUsage = critical,timeStamping
subjectKeyIdentifier = hash
authorityKeyIdentifier = keyid
[tsa]
default_tsa = authority
[authority]
serial = serial
signer_cert = signer.pem
signer_key = signer.key
certs = chain.pem
signer_digest = sha256
default_policy = 1.3.6.1.4.1.57264.2
digests = sha256, sha384, sha512
accuracy = secs:1
clock_precision_digits = 0
ess_cert_id_alg = sha256
`;
