import { textLines } from '../text/text-lines.ts';

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
  /** Where its line begins, behind the blanks. */
  readonly at: number;
}

/** Reads a go.mod by lines, as https://go.dev/ref/mod#go-mod-file has them. */
export function readGoMod(text: string): GoMod {
  const requires: GoRequire[] = [];
  const replaces = new Map<string, { readonly module: string; readonly version?: string }>();
  let minor = 0;
  let block = '';
  for (const { line, at } of textLines(text)) {
    const [code = '', comment = ''] = line.split('//', 2);
    const words = code
      .split(/\s|(?=\()/u)
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
        if (module !== undefined && version !== undefined)
          requires.push({ module, version, isIndirect, at: at + line.search(/\S/u) });
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
