import { makeScript, shiftedBy } from './make-script.ts';
import type { Script } from './script.ts';

const RECIPE_LINE = /^\t[^\S\n]*[@+-]*/;
const CONDITIONAL = /^(?:ifn?(?:eq|def)\b|else\b|endif\b|#|\s*$)/;
const CONTINUED = /\\\r?$/;

/** The recipes of a Makefile, one script for each target: its lines that begin with a tab. */
export function makefileScripts(text: string): readonly Script[] {
  const scripts: Script[] = [];
  let recipe: string[] = [];
  let start = 0;
  let offset = 0;
  let continues: 'recipe' | 'other' | undefined;
  const end = () => {
    if (recipe.some((line) => line.trim() !== ''))
      scripts.push(makeScript(recipe.join('\n'), shiftedBy(start), { dialect: 'make' }));
    recipe = [];
  };
  for (const line of text.split('\n')) {
    const isRecipe = continues === 'recipe' || (continues !== 'other' && line.startsWith('\t'));
    if (isRecipe) {
      if (recipe.length === 0) start = offset;
      recipe.push(continues === 'recipe' ? line : blankStart(line));
    } else if (recipe.length > 0 && continues === undefined && CONDITIONAL.test(line)) {
      recipe.push(' '.repeat(line.length));
    } else end();
    continues = CONTINUED.test(line) ? (isRecipe ? 'recipe' : 'other') : undefined;
    offset += line.length + 1;
  }
  end();
  return scripts;
}

const blankStart = (line: string): string => line.replace(RECIPE_LINE, (marks) => ' '.repeat(marks.length));
