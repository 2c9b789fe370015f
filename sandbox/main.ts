import { parseArgs } from 'node:util';
import { VaultMeshError } from '../core/common/error.ts';
import { startGitHub } from './github/index.ts';

const HELP = `Starts a local GitHub with real git behind it, for looking around and for trying tools.

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
  const github = await startGitHub({
    port: parsePort(values.port),
    ...(values.quiet
      ? {}
      : {
          log: (line: string) => {
            console.log(line);
          },
        }),
  });
  const ada = github.createUser({ login: 'ada' });
  const ben = github.createUser({ login: 'ben' });
  github.createOrganization({ login: 'acme', members: { ada: 'admin', ben: 'member' } });
  const answer = await fetch(`${github.apiUrl}/orgs/acme/repos`, {
    method: 'POST',
    headers: { authorization: `token ${ada.token}`, 'content-type': 'application/json' },
    body: JSON.stringify({ name: 'hello', description: 'An example', auto_init: true }),
    signal: AbortSignal.timeout(10_000),
  });
  if (!answer.ok)
    throw new VaultMeshError('internal', `The example repository was refused: ${await answer.text()}`);
  console.log(
    [
      `Pages     ${github.url}`,
      `REST      ${github.apiUrl}`,
      `GraphQL   ${github.graphqlUrl}`,
      `Clone     git clone ${github.url}/acme/hello.git`,
      `Tokens    ada ${ada.token}`,
      `          ben ${ben.token}`,
      'Ctrl-C stops it.',
    ].join('\n'),
  );
  await new Promise<void>((resolve) => {
    process.once('SIGINT', resolve);
    process.once('SIGTERM', resolve);
  });
  await github.stop();
}

try {
  await main();
} catch (error) {
  console.error(error instanceof Error ? error.message : String(error));
  process.exitCode = error instanceof VaultMeshError && error.code === 'usage' ? 2 : 1;
}
