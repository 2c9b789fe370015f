import { SERVICE, TAG, type Stage } from './stage.ts';
import { workflowRun } from './workflow-run.ts';

/** What stands beside the artifact of a release that carries every kind of evidence. */
const EVIDENCE = ['.asc', '.sigstore.json', '.tsr', '.vmproof'];

/** Waits for the service's release workflow; returns when the release is published with all its evidence. */
export async function recordRelease({ world, tell }: Stage): Promise<void> {
  const service = { owner: world.organization, repo: SERVICE };
  await workflowRun(world, service, 'release.yml');
  const { data: release } = await world.maintainer.octokit.repos.getReleaseByTag({ ...service, tag: TAG });
  const assets = release.assets.map((asset) => asset.name);
  for (const suffix of EVIDENCE) {
    if (!assets.some((name) => name.endsWith(suffix))) {
      throw new Error(`The release has no asset that ends in ${suffix}; it has ${assets.join(', ')}.`);
    }
  }
  if (release.draft) throw new Error('The release was recorded, but is still a draft.');
  tell(`${release.html_url} is published with ${assets.join(', ')}`);
}
