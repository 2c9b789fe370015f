const NOTHING: readonly string[] = ['', 'na', 'none', 'nothing', 'tbd'];

/** Whether a text only says that there is nothing to say: `N/A`, `none`, `-`. */
export const isNothing = (text: string): boolean =>
  NOTHING.includes(text.replace(/[^\p{L}\p{N}]+/gu, '').toLowerCase());
