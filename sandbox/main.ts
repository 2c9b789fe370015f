import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { VaultMeshError } from '../core/common/error.ts';
import { type GitHubSandbox, startGitHub } from './github/index.ts';
import { startRunner } from './runner/index.ts';
import { type Services, startServices } from './services/index.ts';

const PROJECT = fileURLToPath(new URL('..', import.meta.url));

const HELP = `Starts a local GitHub with real git behind it, a runner for its workflows, and a local TSA, Fulcio and Rekor.

  npm run sandbox [-- --port 4000]

  --port N   port on 127.0.0.1 (a free one unless given)
  --quiet    no line for each request
  --help     this text

It has an organisation 'acme' (owner 'ada', member 'ben') and one repository. Everything is gone when it stops.`;

function parsePort(text: string): number {
  const port = Number(text);
  if (/^\d{1,5}$/.test(text) && port <= 65_535) return port;
  throw new VaultMeshError('usage', `--port wants a number from 0 to 65535, not '${text}'.`);
}

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      port: { type: 'string', default: '0' },
      quiet: { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) {
    console.log(HELP);
    return;
  }
  const log = (line: string): void => {
    console.log(line);
  };
  const github = await startGitHub({ port: parsePort(values.port), ...(values.quiet ? {} : { log }) });
  const services = await startServices({ serverUrl: github.url });
  const runner = startRunner({ github, services, actions: new Map([['vaultmesh/record', PROJECT]]) });
  try {
    console.log(await example(github, services));
    await new Promise<void>((resolve) => {
      process.once('SIGINT', resolve);
      process.once('SIGTERM', resolve);
    });
  } finally {
    await runner.stop();
    await services.stop();
    await github.stop();
  }
}

/** Makes the example organisation and says where everything is. */
async function example(github: GitHubSandbox, services: Services): Promise<string> {
  const ada = github.createUser({ login: 'ada' });
  const ben = github.createUser({ login: 'ben' });
  github.createOrganization({ login: 'acme', members: { ada: 'admin', ben: 'member' } });
  const send = async (path: string, body: object): Promise<void> => {
    const answer = await fetch(`${github.apiUrl}${path}`, {
      method: 'POST',
      headers: { authorization: `token ${ada.token}`, 'content-type': 'application/json' },
      body: JSON.stringify(body),
      signal: AbortSignal.timeout(10_000),
    });
    if (!answer.ok) {
      throw new VaultMeshError('internal', `The sandbox refused ${path}: ${await answer.text()}`);
    }
  };
  await send('/orgs/acme/repos', { name: 'hello', description: 'An example', auto_init: true });
  const variables = {
    VAULTMESH_TSA: services.tsaUrl,
    VAULTMESH_FULCIO_URL: services.fulcioUrl,
    VAULTMESH_REKOR_URL: services.rekorUrl,
  };
  for (const [name, value] of Object.entries(variables)) {
    await send('/orgs/acme/actions/variables', { name, value, visibility: 'all' });
  }
  return [
    `Pages     ${github.url}`,
    `REST      ${github.apiUrl}`,
    `GraphQL   ${github.graphqlUrl}`,
    `Clone     git clone ${github.url}/acme/hello.git`,
    `Tokens    ada ${ada.token}`,
    `          ben ${ben.token}`,
    `TSA       ${services.tsaUrl}`,
    `Fulcio    ${services.fulcioUrl}`,
    `Rekor     ${services.rekorUrl}`,
    'Workflows of pushed repositories run here. Ctrl-C stops everything.',
  ].join('\n');
}

try {
  await main();
} catch (error) {
  console.error(error instanceof Error ? error.message : String(error));
  process.exitCode = error instanceof VaultMeshError && error.code === 'usage' ? 2 : 1;
}
