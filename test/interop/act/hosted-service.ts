import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { renderService, writeService } from '../../../core/spawn/index.ts';
import { startGitHub, type GitHubSandbox } from '../../../sandbox/github/index.ts';
import { startServices, type Services } from '../../../sandbox/services/index.ts';
import { createPerson, type Person } from '../../../sandbox/world/person.ts';
import { mustRun } from '../../../sandbox/world/run-program.ts';
import { setServiceAddresses } from '../../../sandbox/world/set-service-addresses.ts';
import { createStops } from '../../../sandbox/world/stops.ts';
import { until } from '../../../sandbox/world/until.ts';
import { request } from '../../core/spawn/requests.ts';

/** The payload of a push, as far as a run is told of it. */
export interface Push {
  readonly ref: string;
  readonly after: string;
}

/** A freshly spawned repository on a GitHub of this machine that runs no workflows. */
export interface HostedService {
  readonly github: GitHubSandbox;
  readonly services: Services;
  readonly maintainer: Person;
  readonly name: { readonly owner: string; readonly repo: string };
  /** A new, empty folder whose name begins so. */
  readonly folder: (name: string) => Promise<string>;
  /** The maintainer's clone. */
  readonly clone: string;
  /** Pushes a branch or tag; gives the payload of the event that GitHub raises for it. */
  readonly push: (ref: string) => Promise<Push>;
  /** The payload of the event that GitHub raises when a branch or tag comes to a commit. */
  readonly pushed: (ref: string, commit: string) => Promise<Push>;
  readonly stop: () => Promise<void>;
}

export const RECORD_ACTION = 'vaultmesh/record';

/** Spawns my-service of acme, in its default combination, and nothing is pushed yet. */
export async function hostService(language: string): Promise<HostedService> {
  const stops = createStops();
  try {
    const directory = await mkdtemp(join(tmpdir(), 'vaultmesh-act-'));
    stops.add(() => rm(directory, { recursive: true, force: true }));
    const github = await startGitHub();
    stops.add(() => github.stop());
    const services = await startServices({ serverUrl: github.url });
    stops.add(() => services.stop());
    const pushes: Push[] = [];
    github.onEvent((event) => {
      if (event.name === 'push') pushes.push(event.payload as unknown as Push);
    });

    const wanted = request({ language });
    const name = { owner: wanted.owner, repo: wanted.name };
    const maintainer = createPerson(github, 'maria');
    github.createOrganization({ login: name.owner, members: { [maintainer.login]: 'admin' } });
    await setServiceAddresses(maintainer, name.owner, services);
    await maintainer.octokit.repos.createInOrg({ org: name.owner, name: name.repo });

    const clone = join(directory, name.repo);
    const recordAction = `${RECORD_ACTION}@${'1'.repeat(40)}`;
    await writeService(renderService(wanted, { serverUrl: github.url, recordAction }), clone);
    const git = async (...args: string[]) => mustRun('git', args, { cwd: clone });
    const { host } = new URL(github.url);
    const url = `http://x-access-token:${maintainer.token}@${host}/${name.owner}/${name.repo}`;
    await git('remote', 'add', 'origin', url);
    const pushed = async (ref: string, commit: string): Promise<Push> =>
      until(`the push of ${ref}`, () =>
        pushes.find((push) => push.ref.endsWith(`/${ref}`) && push.after === commit),
      );
    return {
      github,
      services,
      maintainer,
      name,
      clone,
      pushed,
      push: async (ref) => {
        await git('push', '--quiet', 'origin', ref);
        return pushed(ref, (await git('rev-parse', ref)).trim());
      },
      folder: async (prefix) => mkdtemp(join(directory, `${prefix}-`)),
      stop: () => stops.run(),
    };
  } catch (error) {
    await stops.run();
    throw error;
  }
}
