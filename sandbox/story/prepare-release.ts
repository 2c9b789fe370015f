import { join } from 'node:path';
import { generateKey } from 'openpgp';
import { SERVICE, TAG, type Stage } from './stage.ts';
import { mustRun } from '../world/run-program.ts';
import { setEnvironmentSecret } from '../world/set-environment-secret.ts';

/** Clones the service, runs its tests, gives it an OpenPGP key, and drafts a release with a tag on it. */
export async function prepareRelease({ world, directory, tell }: Stage): Promise<void> {
  const service = { owner: world.organization, repo: SERVICE };
  const clone = join(directory, SERVICE);
  await mustRun('git', ['clone', '--quiet', cloneUrl(), clone], { cwd: directory });
  const started = Date.now();
  const output = await mustRun('make', ['test'], { cwd: clone, timeoutMs: 600_000 });
  const summary = /\d+ passed/.exec(output)?.[0];
  if (summary === undefined) throw new Error(`make test succeeded, but ran no test:\n${output}`);
  tell(
    `git clone and make test in ${SERVICE}: ${summary} in ${Math.round((Date.now() - started) / 1000)} s, most of it package downloads`,
  );

  const { privateKey } = await generateKey({
    userIDs: [{ name: 'acme releases', email: 'releases@acme.example' }],
    type: 'ecc',
    curve: 'ed25519Legacy',
  });
  await setEnvironmentSecret(world.maintainer, service, 'ledger', { VAULTMESH_OPENPGP_KEY: privateKey });
  const { data: release } = await world.maintainer.octokit.repos.createRelease({
    ...service,
    tag_name: TAG,
    name: TAG,
    draft: true,
  });
  await mustRun('git', ['tag', TAG], { cwd: clone });
  await mustRun('git', ['push', '--quiet', 'origin', TAG], { cwd: clone });
  tell(`drafted ${release.name ?? TAG} with an OpenPGP key in its environment, and pushed the tag ${TAG}`);

  /** The maintainer's token as a password, the way GitHub takes it; the clone lives in a folder that is removed. */
  function cloneUrl(): string {
    const url = new URL(`${world.github.url}/${service.owner}/${service.repo}.git`);
    url.username = 'x-access-token';
    url.password = world.maintainer.token;
    return url.href;
  }
}
