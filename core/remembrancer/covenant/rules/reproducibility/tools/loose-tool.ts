import type { Word } from '../../../shell/command.ts';

/** A tool that a command installs in whatever version there is on the day. */
export interface LooseTool {
  /** Where it is named. */
  readonly word: Word;
  /** As it is named: `ruff`, `golang.org/x/tools/gopls@latest`. */
  readonly name: string;
  /** How its version is said, as an example: `ruff==1.2.3`. */
  readonly exact: string;
  /** Set when it is no finding where the repository itself has the package with this name, or its program. */
  readonly unlessDeclared?: string;
}

/** Whether only a shell knows what a word will be. */
export const isOpen = (text: string): boolean => /[$`]|\{\{/.test(text);
