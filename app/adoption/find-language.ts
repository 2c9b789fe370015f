import { VaultMeshError } from '../../core/common/error.ts';
import type { Paths } from './list-paths.ts';

/** The files at the root of a repository that tell a language of the templates. */
const FILES: Readonly<Record<string, readonly string[]>> = {
  go: ['go.mod'],
  python: ['pyproject.toml', 'requirements.txt', 'setup.py'],
  rust: ['Cargo.toml'],
  typescript: ['tsconfig.json', 'package.json'],
};

/** The one language that the files at the root tell. Throws `usage` where they tell none, or several. */
export function findLanguage(paths: Paths): string {
  const found = Object.keys(FILES).filter((language) =>
    FILES[language]?.some((file) => paths.get(file) === 'file'),
  );
  const [language] = found;
  if (language !== undefined && found.length === 1) return language;
  const what = found.length === 0 ? 'no language' : found.join(' and ');
  throw new VaultMeshError(
    'usage',
    `The files at the root tell ${what}. Give it, such as \`--language ${language ?? 'python'}\`.`,
  );
}
