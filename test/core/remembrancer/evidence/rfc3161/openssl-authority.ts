import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

export interface AuthorityOptions {
  /** `-newkey` and `-pkeyopt` of openssl, for root and signer. */
  readonly key?: readonly string[];
  readonly extendedKeyUsage?: string;
  readonly rootConstraints?: string;
  /** The digest of the root's signature on the signer's certificate. */
  readonly digest?: string;
  /** Period of the signer's certificate, `YYYYMMDDHHMMSSZ`. */
  readonly period?: readonly [string, string];
  /** Settings of the `[authority]` section. */
  readonly settings?: readonly string[];
}

/** A time-stamping authority of openssl, with a root and a signer, in a folder of its own. */
export interface OpensslAuthority {
  readonly directory: string;
  readonly root: string;
  readonly signer: string;
  openssl(...args: readonly string[]): Promise<string>;
  /** `openssl ts -reply`. */
  reply(query: Uint8Array): Promise<Uint8Array>;
  /** The token of `openssl ts -query` over a file and `-reply`. */
  stamp(file: string, ...queryOptions: readonly string[]): Promise<Uint8Array>;
  /** `fetch` that answers as the authority's HTTP server would, and keeps the last query. */
  readonly fetch: typeof fetch;
  close(): Promise<void>;
}

const EC = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256'];

export async function opensslAuthority(options: AuthorityOptions = {}): Promise<OpensslAuthority> {
  const directory = await mkdtemp(join(tmpdir(), 'vm-tsa-'));
  const openssl = async (...args: readonly string[]): Promise<string> => {
    try {
      const env = { PATH: process.env['PATH'] ?? '', OPENSSL_CONF: 'openssl.cnf' };
      return (await run('openssl', args, { cwd: directory, timeout: 60_000, env })).stdout;
    } catch (error) {
      if (error instanceof Error && 'code' in error && error.code === 'ENOENT') {
        throw new Error('openssl was not found on the PATH. Install it: apt-get install openssl', {
          cause: error,
        });
      }
      throw error;
    }
  };
  const path = (name: string): string => join(directory, name);
  await writeFile(path('openssl.cnf'), configuration(options));
  await Promise.all([
    writeFile(path('serial'), '01\n'),
    writeFile(path('ca-serial'), '01\n'),
    writeFile(path('index'), ''),
  ]);
  const key = options.key ?? EC;
  const root = ['-x509', '-subj', '/O=Test/CN=Test Root', '-days', '3650', '-extensions', 'root'];
  await openssl('req', ...key, '-nodes', ...root, '-keyout', 'root.key', '-out', 'root.pem');
  await openssl(
    'req',
    ...key,
    '-nodes',
    '-subj',
    '/O=Test/CN=Test TSA',
    '-keyout',
    'signer.key',
    '-out',
    'signer.csr',
  );
  const [start, end] = options.period ?? ['20260101000000Z', '20360101000000Z'];
  const period = ['-startdate', start, '-enddate', end];
  await openssl(
    'ca',
    '-batch',
    '-notext',
    ...period,
    '-in',
    'signer.csr',
    '-out',
    'signer.pem',
    '-extensions',
    'signer',
  );

  const reply = async (query: Uint8Array): Promise<Uint8Array> => {
    await writeFile(path('query.tsq'), query);
    await openssl('ts', '-reply', '-queryfile', 'query.tsq', '-out', 'reply.tsr');
    return new Uint8Array(await readFile(path('reply.tsr')));
  };
  return {
    directory,
    root: await readFile(path('root.pem'), 'utf8'),
    signer: await readFile(path('signer.pem'), 'utf8'),
    openssl,
    reply,
    stamp: async (file, ...queryOptions) => {
      await openssl('ts', '-query', '-data', file, ...queryOptions, '-out', 'own.tsq');
      return reply(await readFile(path('own.tsq')));
    },
    fetch: async (_, init) => {
      const body = new Uint8Array(await new Response(init?.body ?? '').arrayBuffer());
      return new Response(Buffer.from(await reply(body)));
    },
    close: () => rm(directory, { recursive: true, force: true }),
  };
}

const configuration = ({
  extendedKeyUsage = 'critical,timeStamping',
  rootConstraints = 'critical,CA:true',
  digest = 'sha256',
  settings = [],
}: AuthorityOptions): string => `
[req]
distinguished_name = subject
[subject]
[root]
basicConstraints = ${rootConstraints}
keyUsage = critical,keyCertSign,cRLSign
subjectKeyIdentifier = hash
[signer]
keyUsage = critical,digitalSignature
extendedKeyUsage = ${extendedKeyUsage}
subjectKeyIdentifier = hash
authorityKeyIdentifier = keyid
[ca]
default_ca = issuing
[issuing]
database = index
serial = ca-serial
new_certs_dir = .
certificate = root.pem
private_key = root.key
default_md = ${digest}
policy = any
email_in_dn = no
[any]
organizationName = optional
commonName = supplied
[tsa]
default_tsa = authority
[authority]
serial = serial
signer_cert = signer.pem
signer_key = signer.key
default_policy = 1.2.3.4.1
other_policies = 1.2.3.4.5
digests = sha256, sha512
${['signer_digest = sha256', 'ess_cert_id_alg = sha256', ...settings].join('\n')}
`;
