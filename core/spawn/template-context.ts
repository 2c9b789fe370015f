import type { Catalog } from './catalog.ts';
import type { SpawnRequest } from './spawn-request.ts';
import { spawnSettings, type SpawnSettings } from './spawn-settings.ts';
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

/**
 * Every variable that the template of a service may name, for any language (`service.name`), and whether it holds words of
 * ours, which a template may compare.
 */
export function contextVariables(catalog: Catalog): Map<string, boolean> {
  const { licenses, version } = catalog;
  const contexts = catalog.languages.map((language) => {
    const [kind = ''] = language.kinds;
    const names = { name: 'my-service', owner: 'acme', description: '' };
    const request: SpawnRequest = {
      ...names,
      language: language.id,
      kind,
      mcp: false,
      mq: 'none',
      license: '',
    };
    return serviceContext(request, spawnSettings(), { licenses, version, languages: [language] });
  });
  return new Map(contexts.flatMap((context) => variablesOf(context)));
}

function variablesOf(value: object): [variable: string, ours: boolean][] {
  return Object.entries(value).flatMap(([name, inner]: [string, unknown]): [string, boolean][] =>
    typeof inner === 'object' && inner !== null && !(inner instanceof Unescaped) && !Array.isArray(inner)
      ? variablesOf(inner).map(([variable, ours]) => [`${name}.${variable}`, ours])
      : [[name, !(inner instanceof Unescaped)]],
  );
}

/** The part of the context that a repository without a service has too. */
export function settingsContext(settings: SpawnSettings): object {
  return {
    settings: {
      ...unescaped({
        serverUrl: settings.serverUrl,
        recordAction: settings.recordAction,
        covenantAction: actionBeside(settings.recordAction, 'covenant'),
        assetsAction: actionBeside(settings.recordAction, 'assets'),
        backfillAction: actionBeside(settings.recordAction, 'backfill'),
        recordRepository: repositoryOf(settings.recordAction),
        platform: settings.platform,
      }),
      queue: queueOf(settings.serverUrl),
      // A tag or branch can be moved, a commit cannot.
      recordRef: /@[0-9a-f]{40}$/.test(settings.recordAction) ? 'commit' : 'name',
      deploy: settings.deploy,
    },
  };
}

/**
 * Whether the GitHub at `serverUrl` knows `queue: max` in `concurrency`, as github.com, GHE.com and, on loopback, what stands in for them
 * do since May 2026. GitHub Enterprise Server takes no workflow that has it.
 */
const queueOf = (serverUrl: string): 'max' | 'none' =>
  /^(?:github\.com|[^/]+\.ghe\.com|127\.0\.0\.1|localhost)$/.test(new URL(serverUrl).hostname)
    ? 'max'
    : 'none';

/** `acme/record/actions/covenant@v2` of `acme/record@v2`: another Action of the same release. */
function actionBeside(recordAction: string, name: string): string {
  const [, ref = ''] = recordAction.split('@');
  return `${repositoryOf(recordAction)}/actions/${name}@${ref}`;
}

/** `acme/record` of `acme/record/actions/append@v2`. */
function repositoryOf(action: string): string {
  const [path = ''] = action.split('@');
  return path.split('/', 2).join('/');
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
