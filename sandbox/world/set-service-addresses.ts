import type { Services } from '../services/index.ts';
import type { Person } from './person.ts';

/** Sets the organisation's variables that the record workflow reads; without them it would ask the public services. */
export async function setServiceAddresses(
  { octokit }: Person,
  organization: string,
  services: Services,
): Promise<void> {
  const variables = {
    VAULTMESH_TSA: services.tsaUrl,
    VAULTMESH_FULCIO_URL: services.fulcioUrl,
    VAULTMESH_REKOR_URL: services.rekorUrl,
  };
  for (const [name, value] of Object.entries(variables)) {
    await octokit.actions.createOrgVariable({ org: organization, name, value, visibility: 'all' });
  }
}
