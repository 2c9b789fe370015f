import { isPair, isScalar, parseAllDocuments, visit } from 'yaml';

/** A value of a YAML file under a key, with the comment behind it. */
interface Entry {
  readonly key: string;
  readonly value: string;
  readonly comment: string;
}

/** Every pair of a YAML or JSON file whose value is a scalar, at any depth. */
function entriesOf(text: string): Entry[] {
  const found: Entry[] = [];
  for (const document of parseAllDocuments(text)) {
    visit(document, {
      Pair(_key, pair) {
        if (!isPair(pair) || !isScalar(pair.key) || !isScalar(pair.value)) return;
        const comment = pair.value.comment?.trim() ?? '';
        found.push({ key: String(pair.key.value), value: String(pair.value.value), comment });
      },
    });
  }
  return found;
}

/** Every `uses:` of a workflow with the comment behind it. */
export function usesOf(workflow: string): { action: string; comment: string }[] {
  return entriesOf(workflow)
    .filter(({ key }) => key === 'uses')
    .map(({ value, comment }) => ({ action: value, comment }));
}

/** Every `image:` and `container:` of a YAML or JSON file. */
export function imagesOf(text: string): string[] {
  return entriesOf(text)
    .filter(({ key }) => ['image', 'container'].includes(key))
    .map(({ value }) => value);
}

/** The runners of a workflow's jobs. */
export function runnersOf(workflow: string): string[] {
  return entriesOf(workflow)
    .filter(({ key }) => key === 'runs-on')
    .map(({ value }) => value);
}

/** What a workflow installs by version: the inputs of setup actions, and `VERSION` of a step that runs an installer. */
export function toolVersionsOf(workflow: string): string[] {
  return entriesOf(workflow)
    .filter(({ key, value }) => /-version$/.test(key) || (key === 'VERSION' && !value.includes('${{')))
    .map(({ value }) => value);
}

/** The commands of a shell script. */
const commandsOf = (script: string): string[] =>
  script
    .replace(/\\\n/g, ' ')
    .split(/\n|;|&&|\|/)
    .map((command) => command.trim().replace(/\s+/g, ' '));

/** What gets something over the network, or may. */
const FETCH =
  /(?:^|\s)(?:curl|wget|pip3?|pipx|uvx?|npm|npx|pnpm|yarn|corepack|go (?:install|get|mod|run|tool)|cargo|rustup|apt|apt-get|apk|gem|docker pull|git clone)(?= |$)/;

/** The commands of a workflow's steps that may get something over the network; `docker run` is left to `containersOf`. */
export function fetchesOf(workflow: string): string[] {
  const scripts = entriesOf(workflow).filter(({ key }) => key === 'run');
  return scripts.flatMap(({ value }) => commandsOf(value)).filter((command) => FETCH.test(command));
}

/** The commands of a Dockerfile that may get something over the network. */
export function fetchesOfImage(dockerfile: string): string[] {
  const runs = instructionsOf(dockerfile).filter((instruction) => /^RUN /i.test(instruction));
  return runs.flatMap((run) => commandsOf(run.slice(4))).filter((command) => FETCH.test(command));
}

/** The image of each `docker run` of a workflow, as the variable of `env` says that it names. */
export function containersOf(workflow: string): (string | undefined)[] {
  const entries = entriesOf(workflow);
  const variables = new Map(entries.map(({ key, value }) => [key, value]));
  return entries
    .filter(({ key }) => key === 'run')
    .flatMap(({ value }) => commandsOf(value))
    .map((command) => command.split(' '))
    .filter((words) => words[0] === 'docker' && words[1] === 'run')
    .map((words) => {
      const variable = words
        .map((word) => /^"\$([A-Z]+)"$/.exec(word)?.[1])
        .find((name) => name !== undefined);
      return variable === undefined ? undefined : variables.get(variable);
    });
}

/** The instructions of a Dockerfile, each on one line, without comments. */
function instructionsOf(dockerfile: string): string[] {
  const lines = dockerfile.split('\n').filter((line) => !line.trimStart().startsWith('#'));
  return lines
    .join('\n')
    .replace(/\\\n/g, ' ')
    .split('\n')
    .map((instruction) => instruction.trim());
}

/** The images of a Dockerfile: of its parser (`# syntax=`), of each FROM, `--from=` and `--mount=from=`, without its own stages. */
export function basesOf(dockerfile: string): string[] {
  const stages = new Set<string>();
  const bases = [...dockerfile.matchAll(/^#\s*syntax\s*=\s*(\S+)/gim)].map(([, parser = '']) => parser);
  for (const instruction of instructionsOf(dockerfile)) {
    const [keyword = '', ...words] = instruction.split(/\s+/);
    const named = words.filter((word) => !word.startsWith('--'));
    const from = words.flatMap((word) => /^--(?:mount=(?:.*,)?)?from=([^,]+)/.exec(word)?.[1] ?? []);
    if (keyword.toUpperCase() === 'FROM') {
      from.push(named[0] ?? '');
      if (named[1]?.toUpperCase() === 'AS' && named[2] !== undefined) stages.add(named[2]);
    }
    bases.push(...from.filter((image) => !stages.has(image)));
  }
  return bases;
}
