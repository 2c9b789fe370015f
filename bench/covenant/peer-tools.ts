import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';

import { project } from '../../test/project.ts';

/** Lines of files that a tool found, as `path:line`. */
export type Places = ReadonlySet<string>;

const BIN = join(project, '.cache', 'interop', 'venv', 'bin');

/** Whether `npm run interop:install` has put them there. */
export const arePeersInstalled = (): boolean =>
  ['zizmor', 'hadolint'].every((tool) => existsSync(join(BIN, tool)));

interface ZizmorFinding {
  readonly ident: string;
  readonly locations: readonly {
    readonly symbolic: {
      readonly kind: string;
      readonly key: { readonly Local?: { readonly verbatim_path: string } };
    };
    readonly concrete: { readonly location: { readonly start_point: { readonly row: number } } };
  }[];
}

/** What zizmor finds in a folder with workflows, by the name of an audit. Its strictest persona counts an image with a tag, too. */
export function zizmor(folder: string): (ident: string) => Places {
  const options = ['--offline', '--no-config', '--no-progress', '--no-exit-codes', '--persona=pedantic'];
  const found = run('zizmor', [...options, '--collect=all', '--format=json', folder]) as ZizmorFinding[];
  return (ident) =>
    new Set(
      found
        .filter((finding) => finding.ident === ident)
        .flatMap(({ locations }) => locations.find(({ symbolic }) => symbolic.kind === 'Primary') ?? [])
        .map(({ symbolic, concrete }) => {
          const path = relative(folder, resolve(folder, symbolic.key.Local?.verbatim_path ?? ''));
          return `${path}:${concrete.location.start_point.row + 1}`;
        }),
    );
}

interface HadolintFinding {
  readonly code: string;
  readonly file: string;
  readonly line: number;
}

/** Images without a tag (DL3006) and with the tag latest (DL3007) in Dockerfiles of a folder. */
export function hadolint(folder: string, paths: readonly string[]): Places {
  if (paths.length === 0) return new Set();
  const files = paths.map((path) => join(folder, path));
  const options = ['--no-fail', '--config', '/dev/null', '--format', 'json'];
  const found = run('hadolint', [...options, ...files]) as HadolintFinding[];
  return new Set(
    found
      .filter(({ code }) => code === 'DL3006' || code === 'DL3007')
      .map(({ file, line }) => `${relative(folder, file)}:${line}`),
  );
}

/** What a tool printed as JSON. Throws when it gave up. */
function run(tool: string, args: readonly string[]): unknown {
  const { stdout, stderr } = spawnSync(join(BIN, tool), args, {
    encoding: 'utf8',
    maxBuffer: 256 * 1024 * 1024,
  });
  try {
    return JSON.parse(stdout);
  } catch (cause) {
    throw new Error(`${tool} gave up: ${stderr.slice(0, 2000)}`, { cause });
  }
}
