import { makeScript, shiftedBy } from './make-script.ts';
import type { Script } from './script.ts';
import { isShellShebang } from './shebang.ts';

/** `name parameters: dependencies`, not `name := value`. */
const RECIPE = /^@?[A-Za-z_][^:\n]*:(?!=)/;
const MARKS = /^\s*@?-?@?/;

/** The recipes of a Justfile, one script for each: the indented lines below its name. */
export function justfileScripts(text: string): readonly Script[] {
  const scripts: Script[] = [];
  let recipe: string[] | undefined;
  let start = 0;
  let offset = 0;
  let continues = false;
  const end = () => {
    const body = recipe?.join('\n') ?? '';
    const script = body.trim();
    if (script !== '' && (!script.startsWith('#!') || isShellShebang(script)))
      scripts.push(makeScript(body, shiftedBy(start)));
    recipe = undefined;
  };
  for (const line of text.split('\n')) {
    const isBody = line.trim() === '' || /^\s/.test(line);
    if (recipe && isBody) {
      recipe.push(continues ? line : line.replace(MARKS, (marks) => ' '.repeat(marks.length)));
    } else {
      end();
      if (RECIPE.test(line)) {
        recipe = [];
        start = offset + line.length + 1;
      }
    }
    continues = line.trimEnd().endsWith('\\');
    offset += line.length + 1;
  }
  end();
  return scripts;
}
