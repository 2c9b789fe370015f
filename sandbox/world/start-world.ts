import { fileURLToPath } from 'node:url';
import { startGitHub, type GitHubSandbox } from '../github/index.ts';
import { startRunner, type Runner } from '../runner/index.ts';
import { startServices, type Services } from '../services/index.ts';
import { startApp, type AppProcess } from './app-process.ts';
import { createPerson, type Person } from './person.ts';
import { registerApp } from './register-app.ts';
import { settled } from './settled.ts';
import { setServiceAddresses } from './set-service-addresses.ts';
import { createStops } from './stops.ts';

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
  /** Resolves when every webhook has been delivered and worked on. */
  readonly settled: () => Promise<void>;
  /** Stops every process and server and removes every file. */
  readonly stop: () => Promise<void>;
}

const project = fileURLToPath(new URL('../..', import.meta.url));
const ORGANIZATION = 'acme';
/** Any ref will do: the runner takes the Action from this checkout. */
const RECORD_ACTION = `vaultmesh/record@${'0'.repeat(39)}1`;

/** The workflows that write to a ledger. What a service's own CI does is shown by its tests. */
export const WORLD_WORKFLOWS = ['.github/workflows/vaultmesh-record.yml', '.github/workflows/release.yml'];

export async function startWorld(options: { port?: number } = {}): Promise<World> {
  const stops = createStops();
  try {
    const github = await startGitHub(options.port === undefined ? {} : { port: options.port });
    stops.add(() => github.stop());
    const services = await startServices({ serverUrl: github.url });
    stops.add(() => services.stop());
    const runner = startRunner({
      github,
      services,
      actions: new Map([['vaultmesh/record', project]]),
      workflows: WORLD_WORKFLOWS,
    });
    stops.add(() => runner.stop());

    const maintainer = createPerson(github, 'maria');
    const outsider = createPerson(github, 'otto');
    github.createOrganization({ login: ORGANIZATION, members: { [maintainer.login]: 'admin' } });
    await maintainer.octokit.repos.createInOrg({ org: ORGANIZATION, name: 'platform', auto_init: true });
    await setServiceAddresses(maintainer, ORGANIZATION, services);
    // There is no Docker here: a release is of the source alone.
    const withoutImage = { name: 'RELEASE_IMAGE', value: 'false', visibility: 'all' } as const;
    await maintainer.octokit.actions.createOrgVariable({ org: ORGANIZATION, ...withoutImage });

    const registered = await registerApp(github, `${new URL(github.url).host}/apps/vaultmesh`);
    const { port, slug, witnessKey } = registered;
    const environment = { ...registered.environment, VAULTMESH_RECORD_ACTION: RECORD_ACTION };
    let app = await startApp(port, environment);
    stops.add(() => app.stop());

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
      witnessKey,
      install: () => {
        github.installApp({ slug, account: ORGANIZATION });
      },
      restartApp: async (signal) => {
        await app.stop(signal);
        app = await startApp(port, environment);
      },
      settled: () => settled(github, app),
      stop: () => stops.run(),
    };
  } catch (error) {
    await stops.run();
    throw error;
  }
}
