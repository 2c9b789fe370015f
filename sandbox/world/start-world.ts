import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { parse } from 'yaml';
import { generateWitnessKey } from '../../core/remembrancer/ledger/index.ts';
import { startGitHub, type GitHubSandbox, type Permissions } from '../github/index.ts';
import { startRunner, type Runner } from '../runner/index.ts';
import { startServices, type Services } from '../services/index.ts';
import { startApp, type AppProcess } from './app-process.ts';
import { freePort } from './free-port.ts';
import { createPerson, type Person } from './person.ts';

/** Everything that GitHub, Sigstore and a TSA are to VaultMesh, on this machine, and an organisation that uses them. */
export interface World {
  readonly github: GitHubSandbox;
  readonly services: Services;
  readonly runner: Runner;
  readonly app: AppProcess;
  /** The organisation, with an empty repository `platform`; the app is not installed on it yet. */
  readonly organization: string;
  /** An owner of the organisation. */
  readonly maintainer: Person;
  /** Somebody with an account and no role in the organisation. */
  readonly outsider: Person;
  /** The C2SP verifier key of the app as a witness. */
  readonly witnessKey: string;
  readonly install: () => void;
  /** Ends the app's process and starts another one with the same settings. */
  readonly restartApp: (signal?: 'SIGTERM' | 'SIGKILL') => Promise<void>;
  /** Stops every process and server and removes every file. */
  readonly stop: () => Promise<void>;
}

const project = fileURLToPath(new URL('../..', import.meta.url));
const ORGANIZATION = 'acme';
const APP = 'vaultmesh';
/** Any ref will do: the runner takes the Action from this checkout. */
const RECORD_ACTION = `vaultmesh/record@${'0'.repeat(39)}1`;

export async function startWorld(options: { port?: number } = {}): Promise<World> {
  const stops: (() => Promise<void>)[] = [];
  const stop = async (): Promise<void> => {
    for (const each of stops.splice(0).reverse()) await each();
  };
  try {
    const github = await startGitHub(options.port === undefined ? {} : { port: options.port });
    stops.push(() => github.stop());
    const services = await startServices({ serverUrl: github.url });
    stops.push(() => services.stop());
    const runner = startRunner({
      github,
      services,
      actions: new Map([['vaultmesh/record', project]]),
      // What a service's own CI does is shown by its tests; here only what writes the ledger is run.
      workflows: ['.github/workflows/vaultmesh-record.yml', '.github/workflows/release.yml'],
    });
    stops.push(() => runner.stop());

    const maintainer = createPerson(github, 'maria');
    const outsider = createPerson(github, 'otto');
    github.createOrganization({ login: ORGANIZATION, members: { [maintainer.login]: 'admin' } });
    await maintainer.octokit.repos.createInOrg({ org: ORGANIZATION, name: 'platform', auto_init: true });
    await setServiceAddresses(maintainer, services);

    const witness = generateWitnessKey(`${new URL(github.url).host}/apps/${APP}`);
    const { port, environment } = await registerApp(github, witness.signerKey);
    let app = await startApp(port, environment);
    stops.push(() => app.stop());

    return {
      github,
      services,
      runner,
      get app() {
        return app;
      },
      organization: ORGANIZATION,
      maintainer,
      outsider,
      witnessKey: witness.verifierKey,
      install: () => {
        github.installApp({ slug: APP, account: ORGANIZATION });
      },
      restartApp: async (signal) => {
        await app.stop(signal);
        app = await startApp(port, environment);
      },
      stop,
    };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** Registers the app with exactly the permissions and events of app.yml, and returns what its process is told. */
async function registerApp(
  github: GitHubSandbox,
  witnessKey: string,
): Promise<{ port: number; environment: Record<string, string> }> {
  const manifest = parse(await readFile(new URL('../../app.yml', import.meta.url), 'utf8')) as {
    default_permissions: Permissions;
    default_events: string[];
  };
  const port = await freePort();
  const webhookSecret = randomBytes(32).toString('hex');
  const registered = github.registerApp({
    slug: APP,
    webhookUrl: `http://127.0.0.1:${port}/api/github/webhooks`,
    webhookSecret,
    permissions: manifest.default_permissions,
    events: manifest.default_events,
  });
  return {
    port,
    environment: {
      APP_ID: String(registered.id),
      PRIVATE_KEY: registered.privateKey,
      WEBHOOK_SECRET: webhookSecret,
      GHE_HOST: new URL(github.url).host,
      GHE_PROTOCOL: 'http',
      VAULTMESH_WITNESS_KEY: witnessKey,
      VAULTMESH_RECORD_ACTION: RECORD_ACTION,
      VAULTMESH_THROTTLE: 'off',
    },
  };
}

/** The record workflow reads these variables; without them it would ask the public services. */
async function setServiceAddresses(maintainer: Person, services: Services): Promise<void> {
  const variables = {
    VAULTMESH_TSA: services.tsaUrl,
    VAULTMESH_FULCIO_URL: services.fulcioUrl,
    VAULTMESH_REKOR_URL: services.rekorUrl,
  };
  for (const [name, value] of Object.entries(variables)) {
    await maintainer.octokit.actions.createOrgVariable({
      org: ORGANIZATION,
      name,
      value,
      visibility: 'all',
    });
  }
}
