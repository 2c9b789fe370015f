import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fromUtf8 } from '../../core/common/bytes.ts';
import { parseSpawnRequest, renderService, type TreeFile } from '../../core/spawn/index.ts';
import { type Figure, median } from '../figure.ts';
import { runMeasured } from '../run-measured.ts';
import { environment } from './cli.ts';

/** From PyPI, into an environment of their own. */
const PACKAGES = ['cookiecutter==2.7.1', 'copier==9.17.2'];
const NAME = 'my-service';

/**
 * `vaultmesh spawn` beside cookiecutter and copier, turn by turn, `rounds` times: all three make the very same files, and
 * only ours commits them. Throws when another tool made other files.
 */
export function benchOthers(program: string, folder: string, rounds: number): Figure[] {
  const python = join(folder, 'venv', 'bin', 'python');
  execFileSync('python3', ['-m', 'venv', join(folder, 'venv')]);
  execFileSync(python, ['-m', 'pip', 'install', '--quiet', '--disable-pip-version-check', ...PACKAGES]);
  const files = renderService(parseSpawnRequest({ name: NAME, owner: 'acme' }), {});
  writeTemplates(folder, files);
  const bin = (tool: string): string => join(folder, 'venv', 'bin', tool);
  const commands: Readonly<Record<string, readonly string[]>> = {
    vaultmesh: [process.execPath, program, 'spawn', NAME, '--owner', 'acme', '--out', 'made'],
    cookiecutter: [bin('cookiecutter'), '--no-input', 'cookiecutter', '--output-dir', 'made'],
    copier: [bin('copier'), 'copy', '--quiet', '--defaults', '--data', `name=${NAME}`, 'copier', 'made'],
  };
  const times = new Map(Object.keys(commands).map((tool): [string, number[]] => [tool, []]));
  for (let round = 0; round < rounds; round++) {
    for (const [tool, command] of Object.entries(commands)) {
      const { cpu } = runMeasured(command, { cwd: folder, env: environment(folder) });
      times.get(tool)?.push(cpu);
      checkFiles(tool, join(folder, 'made', tool === 'cookiecutter' ? NAME : ''), files);
      rmSync(join(folder, 'made'), { recursive: true });
    }
  }
  const at = `${files.length} files`;
  const cpu = (tool: string): number => median(times.get(tool) ?? []);
  const ours = cpu('vaultmesh');
  return [
    { what: 'vaultmesh spawn, CPU', at, value: ours, unit: 'ms' },
    ...PACKAGES.flatMap((each): Figure[] => {
      const [tool = ''] = each.split('==');
      return [
        { what: `${each.replace('==', ' ')}, CPU`, at, value: cpu(tool), unit: 'ms' },
        { what: `vaultmesh spawn against ${tool}, CPU`, at, value: ours / cpu(tool), unit: 'times' },
      ];
    }),
  ];
}

/** The files as templates of both, in which the name is what is filled in. */
function writeTemplates(folder: string, files: readonly TreeFile[]): void {
  const write = (path: string, content: string): void => {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), content);
  };
  write('cookiecutter/cookiecutter.json', JSON.stringify({ name: NAME }));
  write('copier/copier.yml', '_subdirectory: template\nname:\n  type: str\n');
  for (const { path, content } of files) {
    const filled = (variable: string): string =>
      fromUtf8(content)
        .replace(/\{[{%#]/g, (braces) => `{{ '${braces}' }}`)
        .replaceAll(NAME, `{{ ${variable} }}`);
    write(`cookiecutter/{{cookiecutter.name}}/${path}`, filled('cookiecutter.name'));
    write(`copier/template/${path}.jinja`, filled('name'));
  }
}

function checkFiles(tool: string, directory: string, files: readonly TreeFile[]): void {
  for (const { path, content } of files) {
    if (readFileSync(join(directory, path)).equals(content)) continue;
    throw new Error(`${tool} made another ${path}.`);
  }
}
