/** Endings of a file that is only about Dockerfiles. */
const OTHERS =
  /\.(?:dockerignore|md|rst|adoc|html?|[cm]?[jt]sx?|py|go|rs|rb|java|kt|sh|ps1|json|ya?ml|toml|lock|orig)$/i;

/** Endings of what becomes a Dockerfile when a template engine has filled it in. */
const TEMPLATES = /\.(?:njk|j2|jinja2?|tmpl|tpl|template|gotmpl|erb|ejs|hbs|mustache|liquid|in)$/i;

/** Whether a path is that of a Dockerfile or of a template of one: `Dockerfile.dev`, `api.Dockerfile`, `Containerfile`. */
export function mayBeDockerfile(path: string): boolean {
  const name = path.slice(path.lastIndexOf('/') + 1);
  return /^(?:.+\.)?(?:dockerfile|containerfile)(?:[.-].+)?$/i.test(name) && !OTHERS.test(name);
}

/** Whether a path is that of a Dockerfile that is built as it is. */
export const isDockerfile = (path: string): boolean => mayBeDockerfile(path) && !TEMPLATES.test(path);
