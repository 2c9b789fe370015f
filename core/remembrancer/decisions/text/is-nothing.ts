/** Whether a text only says that there is nothing to say: `N/A`, `none`, `-`. */
export const isNothing = (text: string): boolean => /^\W*(?:n\/?a|none|nothing|tbd)?\W*$/i.test(text);
