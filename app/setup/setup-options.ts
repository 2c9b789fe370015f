import { parseArgs } from 'node:util';
import { VaultMeshError } from '../../core/common/error.ts';

export interface SetupOptions {
  /** Where GitHub will deliver: the app's public address with its path. */
  readonly url: string;
  /** `https://github.com`, or a GitHub Enterprise Server. */
  readonly server: string;
  readonly api: string;
  /** Whose app it becomes; without it that of the person who sets it up. */
  readonly organization?: string;
  readonly name: string;
  /** The app's name as a witness, as policies write it. */
  readonly witness: string;
  /** Where the settings are written. */
  readonly folder: string;
}

export const USAGE = `Usage: npm run setup -- --url <address> [options]

Makes a GitHub App for VaultMesh, with what app.yml asks for and nothing else, and writes what the app needs to start:
its settings, its private key and a fresh witness key, readable by you only. You confirm on GitHub, in a browser on this machine.

  --url <address>     where GitHub reaches the app: https://vaultmesh.example.org
  --org <login>       make it an organisation's app; else it is yours
  --name <name>       the app's name on GitHub (default: VaultMesh); all of GitHub shares these names
  --witness <name>    its name as a witness of ledgers (default: the host of --url, then /witness)
  --folder <folder>   where to write (default: vaultmesh-app)
  --help              this text

GHE_HOST (and GHE_PROTOCOL) name a GitHub Enterprise Server instead of github.com.`;

const DELIVERIES = '/api/github/webhooks';

/** Reads the command line; nothing when help is asked for. Throws `usage` with what is wrong and how to write it. */
export function readOptions(
  args: readonly string[],
  env: Readonly<Record<string, string | undefined>>,
): SetupOptions | undefined {
  const values = parse(args);
  if (values.help === true) return undefined;
  const url = readUrl(values.url);
  const server = `${env['GHE_PROTOCOL'] || 'https'}://${env['GHE_HOST'] || 'github.com'}`;
  if (!URL.canParse(server) || new URL(server).origin !== server) {
    throw wrong(`GHE_HOST and GHE_PROTOCOL give ${server}, which is not the address of a server.`);
  }
  if (values.org !== undefined && !/^[A-Za-z0-9][A-Za-z0-9-]{0,38}$/.test(values.org)) {
    throw wrong(`--org is "${values.org}", which is not an organisation's login.`);
  }
  const name = values.name ?? 'VaultMesh';
  if (name.trim() === '' || name.length > 34) throw wrong('--name has from 1 to 34 characters.');
  return {
    url: new URL(DELIVERIES, url).href,
    server,
    api: env['GHE_HOST'] ? `${server}/api/v3` : 'https://api.github.com',
    ...(values.org !== undefined && { organization: values.org }),
    name,
    witness: values.witness ?? `${url.hostname}/witness`,
    folder: values.folder ?? 'vaultmesh-app',
  };
}

function parse(args: readonly string[]) {
  const text = { type: 'string' } as const;
  try {
    return parseArgs({
      args: [...args],
      options: { url: text, org: text, name: text, witness: text, folder: text, help: { type: 'boolean' } },
    }).values;
  } catch (error) {
    throw wrong(error instanceof Error ? error.message : String(error));
  }
}

function readUrl(text: string | undefined): URL {
  const url = text !== undefined && URL.canParse(text) ? new URL(text) : undefined;
  if (
    url === undefined ||
    !['https:', 'http:'].includes(url.protocol) ||
    !['/', DELIVERIES].includes(url.pathname)
  ) {
    throw wrong(
      '--url is the address at which GitHub reaches the app, such as https://vaultmesh.example.org.',
    );
  }
  return url;
}

const wrong = (message: string): VaultMeshError => new VaultMeshError('usage', `${message}\n\n${USAGE}`);
