import type { Route } from './route.ts';

export interface Match {
  readonly route: Route;
  readonly params: Readonly<Record<string, string>>;
}

/** Parameters that may hold slashes. */
const GREEDY = new Set(['path', 'ref', 'branch', 'tag', 'basehead']);

/** Finds the route of a request. Longer templates come first, so that `/commits/{ref}/check-runs` beats `/commits/{ref}`. */
export class Router {
  readonly #routes: readonly { readonly route: Route; readonly pattern: RegExp }[];

  constructor(routes: readonly Route[]) {
    this.#routes = routes
      .toSorted((a, b) => weight(b.template) - weight(a.template))
      .map((route) => ({ route, pattern: patternOf(route.template) }));
  }

  /** `pathname` is as it stands in the request line: still percent-encoded. */
  find(method: string, pathname: string): Match | undefined {
    // HEAD is GET without the body, which node leaves out by itself.
    const wanted = method === 'HEAD' ? 'GET' : method;
    for (const { route, pattern } of this.#routes) {
      if (route.method !== wanted) continue;
      const found = pattern.exec(pathname);
      if (found === null) continue;
      const params = Object.entries(found.groups ?? {}).map(
        ([name, value]) => [name, decode(value)] as const,
      );
      return { route, params: Object.fromEntries(params) };
    }
    return undefined;
  }
}

/** More segments first; among equals, more literal text. */
function weight(template: string): number {
  return template.split('/').length * 1000 + template.replace(/\{[^}]*\}/g, '').length;
}

function patternOf(template: string): RegExp {
  const source = template.replace(/\/\{([^}]*)\}|[.+]/g, (whole, name: string | undefined) => {
    if (name === undefined) return `\\${whole}`;
    if (name === 'path') return '(?:/(?<path>.*))?';
    return `/(?<${name}>${GREEDY.has(name) ? '.+' : '[^/]+'})`;
  });
  return new RegExp(`^${source}$`);
}

function decode(value: string | undefined): string {
  try {
    return decodeURIComponent(value ?? '');
  } catch {
    return value ?? '';
  }
}
