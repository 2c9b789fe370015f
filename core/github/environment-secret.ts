import type { RepositoryName } from './repository-name.ts';
import { found } from './status.ts';
import { sealSecret } from './seal-secret.ts';

type EnvironmentName = RepositoryName & { environment_name: string };

export interface SecretKeeper {
  readonly rest: {
    readonly actions: {
      readonly getEnvironmentSecret: (
        parameters: EnvironmentName & { secret_name: string },
      ) => Promise<unknown>;
      readonly getEnvironmentPublicKey: (
        parameters: EnvironmentName,
      ) => Promise<{ data: { key: string; key_id: string } }>;
      readonly createOrUpdateEnvironmentSecret: (
        parameters: EnvironmentName & {
          secret_name: string;
          encrypted_value: string;
          key_id: string;
        },
      ) => Promise<unknown>;
    };
  };
}

export interface SecretName {
  readonly environment: string;
  readonly secret: string;
}

/** Whether the environment has the secret; its value cannot be read by anyone but a workflow run. */
export async function hasEnvironmentSecret(
  client: SecretKeeper,
  repository: RepositoryName,
  { environment, secret }: SecretName,
): Promise<boolean> {
  const name = { ...repository, environment_name: environment, secret_name: secret };
  return (await found(client.rest.actions.getEnvironmentSecret(name))) !== undefined;
}

/** Writes the secret, sealed with the environment's public key so that only GitHub can open it. */
export async function putEnvironmentSecret(
  client: SecretKeeper,
  repository: RepositoryName,
  { environment, secret }: SecretName,
  value: string,
): Promise<void> {
  const name = { ...repository, environment_name: environment };
  const { actions } = client.rest;
  const { data } = await actions.getEnvironmentPublicKey(name);
  await actions.createOrUpdateEnvironmentSecret({
    ...name,
    secret_name: secret,
    encrypted_value: await sealSecret(value, data.key),
    key_id: data.key_id,
  });
}
