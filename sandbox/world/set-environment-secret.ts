import { sealSecret } from '../../core/github/seal-secret.ts';
import type { Person } from './person.ts';

/** What `gh secret set NAME --env ENVIRONMENT` does: seals the value to the environment's public key and stores it. */
export async function setEnvironmentSecret(
  person: Person,
  repository: { owner: string; repo: string },
  environment: string,
  secrets: Readonly<Record<string, string>>,
): Promise<void> {
  const { data: key } = await person.octokit.actions.getEnvironmentPublicKey({
    ...repository,
    environment_name: environment,
  });
  for (const [name, value] of Object.entries(secrets)) {
    await person.octokit.actions.createOrUpdateEnvironmentSecret({
      ...repository,
      environment_name: environment,
      secret_name: name,
      encrypted_value: await sealSecret(value, key.key),
      key_id: key.key_id,
    });
  }
}
