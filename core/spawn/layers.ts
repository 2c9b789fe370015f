import type { SpawnRequest } from './spawn-request.ts';

/** Folders beside a language's kinds that are no kinds. */
export const RESERVED_LAYERS: readonly string[] = ['base', 'mcp', 'mq'];

/** The folders of `templates/` that make the repository of `request`; a later one replaces what an earlier one has. */
export function layersOf({ language, kind, license, mcp, mq }: SpawnRequest): string[] {
  const parts = ['base', kind, ...(mcp ? ['mcp'] : []), ...(mq === 'none' ? [] : ['mq'])];
  return [
    'record',
    ...parts.map((part) => `shared/${part}`),
    `license/${license}`,
    ...parts.map((part) => `${language}/${part}`),
  ];
}
