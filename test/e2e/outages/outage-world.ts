import { cp, mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

import { generateKey } from 'openpgp';

import { startGitHub, type GitHubSandbox } from '../../../sandbox/github/index.ts';
import { startRunner, type Runner } from '../../../sandbox/runner/index.ts';
import { startServices, type Fault, type Services } from '../../../sandbox/services/index.ts';
import { createPerson, type Person } from '../../../sandbox/world/person.ts';
import { mustRun } from '../../../sandbox/world/run-program.ts';
import { createStops } from '../../../sandbox/world/stops.ts';
import { project } from '../../project.ts';
import { BREAKABLE, type BreakableService } from './outages.ts';
import type { Addresses } from './workflows.ts';

/** GitHub, the services and a runner, with an organisation that has a fork of the Action's repository. */
export interface OutageWorld {
  readonly github: GitHubSandbox;
  readonly services: Services;
  /** The second time-stamping authority. */
  readonly spare: Services;
  readonly runner: Runner;
  readonly maintainer: Person;
  readonly organization: string;
  readonly addresses: Addresses;
  readonly openpgp: { readonly privateKey: string; readonly fingerprint: string };
  /** Breaks a service in one way, or heals it. */
  setFault(service: BreakableService, fault: Fault | undefined): Promise<void>;
  /** Heals every service and GitHub. */
  heal(): Promise<void>;
  stop(): Promise<void>;
}

const ORGANIZATION = 'acme';
const FORK = 'release-tools';
const REUSABLE = '.github/workflows/vaultmesh-record.yml';
/** Those that wait for a deadline cost nothing, and a matrix has many of them. */
const PARALLEL_JOBS = 4;

export async function startOutageWorld(): Promise<OutageWorld> {
  const stops = createStops();
  try {
    const directory = await mkdtemp(join(tmpdir(), 'vaultmesh-outages-'));
    stops.add(() => rm(directory, { recursive: true, force: true }));
    const github = await startGitHub();
    stops.add(() => github.stop());
    const services = await startServices({ serverUrl: github.url });
    stops.add(() => services.stop());
    const spare = await startServices({ serverUrl: github.url });
    stops.add(() => spare.stop());
    const runner = startRunner({
      github,
      services,
      actions: new Map([['vaultmesh/record', project]]),
      parallelJobs: PARALLEL_JOBS,
    });
    stops.add(() => runner.stop());
    const maintainer = createPerson(github, 'maria');
    github.createOrganization({ login: ORGANIZATION, members: { maria: 'admin' } });
    const commit = await pushFork(github, maintainer, join(directory, FORK));
    const { privateKey, publicKey } = await generateKey({
      userIDs: [{ name: 'acme' }],
      type: 'ecc',
      curve: 'ed25519Legacy',
      format: 'object',
    });
    const setFault: OutageWorld['setFault'] = async (service, fault) => {
      if (service !== 'both TSAs') return services.setFault(service, fault);
      await services.setFault('tsa', fault);
      await spare.setFault('tsa', fault);
    };
    return {
      ...{ github, services, spare, runner, maintainer, organization: ORGANIZATION },
      addresses: {
        fulcioUrl: services.fulcioUrl,
        rekorUrl: services.rekorUrl,
        tsaUrls: [services.tsaUrl, spare.tsaUrl],
        reusable: `${ORGANIZATION}/${FORK}/${REUSABLE}@${commit}`,
      },
      openpgp: {
        privateKey: privateKey.armor(),
        fingerprint: publicKey.getFingerprint().toUpperCase(),
      },
      setFault,
      heal: async () => {
        github.faults.clear();
        for (const service of BREAKABLE) await setFault(service, undefined);
      },
      stop: () => stops.run(),
    };
  } catch (error) {
    await stops.run();
    throw error;
  }
}

/** The repository from which the reusable workflow takes its Action, in the organisation; returns its commit. */
async function pushFork(github: GitHubSandbox, { octokit, token }: Person, clone: string): Promise<string> {
  await octokit.repos.createInOrg({ org: ORGANIZATION, name: FORK });
  await mkdir(clone);
  const git = (...args: string[]): Promise<string> =>
    mustRun('git', ['-c', 'user.name=maria', '-c', 'user.email=maria@acme.example', ...args], { cwd: clone });
  const actions = ['sign', 'timestamp', 'append'].map((name) => `actions/${name}/dist`);
  for (const path of ['action.yml', REUSABLE, ...actions]) {
    await mkdir(dirname(join(clone, path)), { recursive: true });
    await cp(join(project, path), join(clone, path), { recursive: true });
  }
  await git('init', '--quiet', '--initial-branch=main');
  await git('add', '--force', '.');
  await git('commit', '--quiet', '-m', 'The Action');
  const { host } = new URL(github.url);
  await git('push', '--quiet', `http://x-access-token:${token}@${host}/${ORGANIZATION}/${FORK}`, 'main');
  return (await git('rev-parse', 'HEAD')).trim();
}
