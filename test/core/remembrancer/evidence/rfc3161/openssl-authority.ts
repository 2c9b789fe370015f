import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

export interface CertificateOptions {
  /** Lines of an extension section of openssl, in place of the usual ones. */
  readonly extensions?: readonly string[];
  /** Period, `YYYYMMDDHHMMSSZ`. */
  readonly period?: readonly [string, string];
  /** The digest that its issuer signs it over. */
  readonly digest?: string;
  /** `-newkey` and `-pkeyopt` of openssl. */
  readonly key?: readonly string[];
}

export interface AuthorityOptions extends Pick<CertificateOptions, 'key'> {
  readonly root?: CertificateOptions;
  /** CAs between root and signer, from the root's side. */
  readonly intermediates?: readonly CertificateOptions[];
  readonly signer?: CertificateOptions;
  /** Settings of the `[authority]` section. */
  readonly settings?: readonly string[];
}

/** A time-stamping authority of openssl, with a root and a signer, in a folder of its own. */
export interface OpensslAuthority {
  readonly directory: string;
  /** PEM. */
  readonly root: string;
  /** PEM, from the root's side. */
  readonly intermediates: readonly string[];
  /** PEM. */
  readonly signer: string;
  openssl(...args: readonly string[]): Promise<string>;
  /** `openssl ts -reply`. */
  reply(query: Uint8Array): Promise<Uint8Array>;
  /** The token of `openssl ts -query` over a file and `-reply`. */
  stamp(file: string, ...queryOptions: readonly string[]): Promise<Uint8Array>;
  /** `fetch` that answers as the authority's HTTP server would. */
  readonly fetch: typeof fetch;
  close(): Promise<void>;
}

const EC = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256'];
const PERIOD = ['20260101000000Z', '20360101000000Z'] as const;

export const CA = ['basicConstraints = critical,CA:true', 'keyUsage = critical,keyCertSign,cRLSign'];
export const SIGNER = ['keyUsage = critical,digitalSignature', 'extendedKeyUsage = critical,timeStamping'];

export async function opensslAuthority(options: AuthorityOptions = {}): Promise<OpensslAuthority> {
  const directory = await mkdtemp(join(tmpdir(), 'vm-tsa-'));
  const path = (name: string): string => join(directory, name);
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

  const { root = {}, intermediates = [], signer = {} } = options;
  const names = ['root', ...intermediates.map((_, index) => `ca${index + 1}`), 'signer'];
  const certificates = [root, ...intermediates, signer];
  await writeFile(path('openssl.cnf'), configuration(options, names, certificates));
  for (const [name, text] of Object.entries({ serial: '01\n', 'ca-serial': '01\n', index: '' })) {
    await writeFile(path(name), text);
  }
  for (const [index, name] of names.entries()) {
    const own = certificates[index] ?? {};
    const key = [...(own.key ?? options.key ?? EC), '-nodes', '-keyout', `${name}.key`];
    const subject = ['-subj', `/O=Test/CN=${commonName(name)}`];
    await openssl('req', ...key, ...subject, '-out', `${name}.csr`);
    const issuer = names[Math.max(index - 1, 0)] ?? '';
    const by = index === 0 ? ['-selfsign'] : ['-cert', `${issuer}.pem`];
    const [start, end] = own.period ?? PERIOD;
    const period = ['-startdate', start, '-enddate', end, '-md', own.digest ?? 'sha256'];
    const files = ['-in', `${name}.csr`, '-out', `${name}.pem`, '-extensions', name];
    await openssl('ca', '-batch', '-notext', ...by, '-keyfile', `${issuer}.key`, ...period, ...files);
  }
  const pem = await Promise.all(names.map((name) => readFile(path(`${name}.pem`), 'utf8')));
  await writeFile(path('chain.pem'), pem.slice(1, -1).join(''));

  const reply = async (query: Uint8Array): Promise<Uint8Array> => {
    await writeFile(path('query.tsq'), query);
    const chain = intermediates.length > 0 ? ['-chain', 'chain.pem'] : [];
    await openssl('ts', '-reply', ...chain, '-queryfile', 'query.tsq', '-out', 'reply.tsr');
    return new Uint8Array(await readFile(path('reply.tsr')));
  };
  return {
    directory,
    root: pem[0] ?? '',
    intermediates: pem.slice(1, -1),
    signer: pem.at(-1) ?? '',
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

const commonName = (name: string): string =>
  name === 'root' ? 'Test Root' : name === 'signer' ? 'Test TSA' : `Test ${name}`;

const configuration = (
  { settings = [] }: AuthorityOptions,
  names: readonly string[],
  certificates: readonly CertificateOptions[],
): string => `
[req]
distinguished_name = subject
[subject]
${PERMITTED}${names.map((name, index) => extensionSection(name, certificates[index] ?? {})).join('')}
[ca]
default_ca = issuing
[issuing]
database = index
serial = ca-serial
new_certs_dir = .
certificate = root.pem
private_key = root.key
default_md = sha256
policy = any
email_in_dn = no
unique_subject = no
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
digests = sha1, sha256, sha384, sha512
${['signer_digest = sha256', 'ess_cert_id_alg = sha256', ...settings].join('\n')}
`;

/** The distinguished name of a section that name constraints may point to. */
const PERMITTED = '[permitted]\nO = Test\n';

function extensionSection(name: string, { extensions }: CertificateOptions): string {
  const lines = extensions ?? (name === 'signer' ? SIGNER : CA);
  return `[${name}]\nsubjectKeyIdentifier = hash\n${lines.join('\n')}\n`;
}
