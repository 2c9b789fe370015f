import { found } from '../../core/github/status.ts';

/** GitHub as it answers the app itself, whoever has installed it. */
export interface InstallationGetter {
  readonly rest: {
    readonly apps: {
      readonly getInstallation: (parameters: {
        readonly installation_id: number;
      }) => Promise<{ readonly data: { readonly suspended_at: string | null } }>;
    };
  };
}

/** Whether the app may still act where a delivery comes from: its installation is there, and is not suspended. */
export async function isInstalled(github: InstallationGetter, payload: object): Promise<boolean> {
  const installation = 'installation' in payload ? payload.installation : undefined;
  if (typeof installation !== 'object' || installation === null || !('id' in installation)) return true;
  const { id } = installation;
  if (typeof id !== 'number') return true;
  const answer = await found(github.rest.apps.getInstallation({ installation_id: id }));
  return answer !== undefined && answer.data.suspended_at === null;
}
