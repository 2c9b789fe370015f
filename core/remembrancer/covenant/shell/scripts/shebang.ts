const SHELL_SHEBANG = /^#![^\n]{0,200}?\b(?:ba|da|k|z|a)?sh\b/;

/** Whether a text says in its first line that a POSIX shell runs it. */
export const isShellShebang = (text: string): boolean => SHELL_SHEBANG.test(text);
