import { posix } from 'node:path';

import { isPlain } from '../../../context-of.ts';
import type { TreeFile } from '../../../tree/tree.ts';

/** The endings of archives, packages and images: what is in them runs somewhere else. */
export const ARCHIVE =
  /\.(?:tar|tar\.\w{2,4}|tgz|tbz2?|txz|tzst|zip|7z|rar|jar|war|ear|aar|whl|egg|gem|nupkg|crate|vsix|deb|rpm|apk|aab|ipa|msi|msix|cab|dmg|pkg|iso|appimage|snap|flatpak)$/i;
/** The endings of programs and libraries. */
const PROGRAM =
  /\.(?:exe|dll|sys|so|so(?:\.\d{1,9}){1,4}|dylib|wasm|node|pyd|ko|efi|elf|out|bin|o|a|lib|run)$/i;
/** The smallest program that there is has more. */
const LEAST_BYTES = 45;

/** Whether it is to be looked at, by its name: what is no artifact is told by its bytes. */
export function mayBeArtifact(file: TreeFile): boolean {
  const { path, kind, size } = file;
  if (!isPlain(file)) return false;
  if (ARCHIVE.test(path) || PROGRAM.test(path)) return true;
  if (size < LEAST_BYTES) return false;
  // A file that can be run, or has no ending, may be a program too.
  const ending = posix.extname(path);
  return ending === '' || (kind === 'executable' && !isOfSource(ending));
}

const SOURCE = new Set([
  ...[
    '.sh',
    '.bash',
    '.zsh',
    '.fish',
    '.py',
    '.rb',
    '.pl',
    '.pm',
    '.php',
    '.js',
    '.mjs',
    '.cjs',
    '.ts',
    '.lua',
  ],
  ...[
    '.bat',
    '.cmd',
    '.ps1',
    '.go',
    '.rs',
    '.c',
    '.h',
    '.cc',
    '.cpp',
    '.java',
    '.kt',
    '.cs',
    '.html',
    '.css',
  ],
  ...[
    '.md',
    '.txt',
    '.json',
    '.yml',
    '.yaml',
    '.toml',
    '.xml',
    '.svg',
    '.png',
    '.jpg',
    '.gif',
    '.csv',
    '.sql',
  ],
]);

const isOfSource = (ending: string): boolean => SOURCE.has(ending.toLowerCase());
