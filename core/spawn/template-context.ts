import type { Catalog } from './catalog.ts';
import type { SpawnRequest } from './spawn-request.ts';
import type { SpawnSettings } from './spawn-settings.ts';
import { Unescaped } from './unescaped.ts';

/** What every template of a service sees. What people typed is `Unescaped`; our own words are plain strings. */
export function serviceContext(request: SpawnRequest, settings: SpawnSettings, catalog: Catalog): object {
  const language = catalog.languages.find(({ id }) => id === request.language);
  const repository = `${request.owner}/${request.name}`;
  return {
    service: {
      ...unescaped({
        name: request.name,
        owner: request.owner,
        description: request.description,
        license: request.license,
        repository,
        url: `${settings.serverUrl}/${repository}`,
        module: `${new URL(settings.serverUrl).hostname}/${repository}`,
        image: imageName(settings.serverUrl, repository),
      }),
      // One of a few words of ours each, which templates compare.
      kind: request.kind,
      mcp: request.mcp,
      mq: request.mq,
    },
    language,
    templateVersion: catalog.version,
    ...settingsContext(settings),
    decision: unescaped({
      url: `${settings.serverUrl}/${request.owner}/${settings.platform}/blob/main/docs/adr/spawn-${request.name}.md`,
    }),
  };
}

/** The part of the context that a repository without a service has too. */
export function settingsContext(settings: SpawnSettings): object {
  return {
    settings: {
      ...unescaped({
        serverUrl: settings.serverUrl,
        recordAction: settings.recordAction,
        platform: settings.platform,
      }),
      sigstore: settings.sigstore,
    },
  };
}

/** The image in the container registry that belongs to the GitHub at `serverUrl`. */
function imageName(serverUrl: string, repository: string): string {
  const { hostname } = new URL(serverUrl);
  const registry = hostname === 'github.com' ? 'ghcr.io' : `containers.${hostname}`;
  return `${registry}/${repository.toLowerCase()}`;
}

function unescaped(texts: Readonly<Record<string, string>>): Record<string, Unescaped> {
  return Object.fromEntries(Object.entries(texts).map(([key, text]) => [key, new Unescaped(text)]));
}
