import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { VaultMeshError } from '../core/common/error.ts';
import { type GitHubSandbox, startGitHub } from './github/index.ts';
import { startRunner } from './runner/index.ts';
import { type Services, startServices } from './services/index.ts';
import { createPerson } from './world/person.ts';
import { setServiceAddresses } from './world/set-service-addresses.ts';
import { createStops } from './world/stops.ts';

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
  const stops = createStops();
  try {
    const github = await startGitHub({ port: parsePort(values.port), ...(values.quiet ? {} : { log }) });
    stops.add(() => github.stop());
    const services = await startServices({ serverUrl: github.url });
    stops.add(() => services.stop());
    const runner = startRunner({ github, services, actions: new Map([['vaultmesh/record', PROJECT]]) });
    stops.add(() => runner.stop());
    console.log(await example(github, services));
    await new Promise<void>((resolve) => {
      process.once('SIGINT', resolve);
      process.once('SIGTERM', resolve);
    });
  } finally {
    await stops.run();
  }
}

/** Makes the example organisation and says where everything is. */
async function example(github: GitHubSandbox, services: Services): Promise<string> {
  const ada = createPerson(github, 'ada');
  const ben = createPerson(github, 'ben');
  github.createOrganization({ login: 'acme', members: { ada: 'admin', ben: 'member' } });
  await ada.octokit.repos.createInOrg({
    org: 'acme',
    name: 'hello',
    description: 'An example',
    auto_init: true,
  });
  await setServiceAddresses(ada, 'acme', services);
  return [
    `Pages     ${github.url}`,
    `REST      ${github.apiUrl} (API address, for programs: curl ${github.apiUrl}/repos/acme/hello)`,
    `GraphQL   ${github.graphqlUrl} (API address, for programs)`,
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
