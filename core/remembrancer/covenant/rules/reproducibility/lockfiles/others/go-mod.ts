import { textLines } from '../text-lines.ts';

/** What a go.mod says of other modules. */
export interface GoMod {
  readonly requires: readonly GoRequire[];
  /** By module, or module and version with a blank between them, what stands for it; a folder has no version. */
  readonly replaces: ReadonlyMap<string, { readonly module: string; readonly version?: string }>;
  /** The minor version of Go 1 that it is written for; 0 where it says none. */
  readonly minor: number;
}

export interface GoRequire {
  readonly module: string;
  readonly version: string;
  readonly isIndirect: boolean;
}

/** Reads a go.mod by lines, as https://go.dev/ref/mod#go-mod-file has them. */
export function readGoMod(text: string): GoMod {
  const requires: GoRequire[] = [];
  const replaces = new Map<string, { readonly module: string; readonly version?: string }>();
  let minor = 0;
  let block = '';
  for (const line of textLines(text)) {
    const [code = '', comment = ''] = line.split('//', 2);
    const words = code
      .split(/\s/u)
      .filter((word) => word !== '')
      .map(plain);
    if (words[0] === ')') block = '';
    else if (words[1] === '(') block = words[0] ?? '';
    else {
      const [verb, ...rest] = block === '' ? words : [block, ...words];
      if (verb === 'go') minor = Number(/^1\.(\d{1,4})/u.exec(rest[0] ?? '')?.[1] ?? 0);
      else if (verb === 'require') {
        const [module, version] = rest;
        const isIndirect = comment.trim().startsWith('indirect');
        if (module !== undefined && version !== undefined) requires.push({ module, version, isIndirect });
      } else if (verb === 'replace') {
        const arrow = rest.indexOf('=>');
        const [module, version] = rest.slice(arrow + 1);
        if (arrow < 1 || module === undefined) continue;
        replaces.set(rest.slice(0, arrow).join(' '), { module, ...(version !== undefined && { version }) });
      }
    }
  }
  return { requires, replaces, minor };
}

const plain = (word: string): string => word.replace(/^["`]|["`]$/gu, '');

/** What has to have digests for a requirement; `undefined` where a folder stands for it. */
export function downloaded(
  { replaces }: GoMod,
  { module, version }: GoRequire,
): { readonly module: string; readonly version: string } | undefined {
  const replaced = replaces.get(`${module} ${version}`) ?? replaces.get(module);
  if (replaced === undefined) return { module, version };
  return replaced.version === undefined ? undefined : { module: replaced.module, version: replaced.version };
}
