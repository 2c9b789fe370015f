/** How our templates are written: `{= value =}`, because `{{ }}` belongs to GitHub and Prometheus. */
export const TEMPLATE_SYNTAX = {
  trimBlocks: true,
  lstripBlocks: true,
  tags: { variableStart: '{=', variableEnd: '=}' },
} as const;
