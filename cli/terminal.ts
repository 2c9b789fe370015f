import { styleText } from 'node:util';

import { systemClock, type Clock } from '../core/common/clock.ts';

/** Where a command reads from and writes to. Data goes to `print`, everything said to a person about it to `tell`. */
export interface Terminal {
  readonly directory: string;
  readonly environment: Readonly<NodeJS.ProcessEnv>;
  readonly clock: Clock;
  /** Someone is there to answer a question. */
  readonly interactive: boolean;
  print(text: string): void;
  tell(text: string): void;
  ask(question: string): Promise<string>;
  /** `text` in a style where standard output shows colours (a terminal, and NO_COLOR is not set), else as it is. */
  paint(style: Style, text: string): string;
}

export type Style = 'bold' | 'dim' | 'green' | 'red' | 'yellow';

/** The terminal of this process. */
export function processTerminal(): Terminal {
  return {
    directory: process.cwd(),
    environment: process.env,
    clock: systemClock,
    interactive: process.stdin.isTTY && process.stderr.isTTY,
    print: (text) => process.stdout.write(`${text}\n`),
    tell: (text) => process.stderr.write(`${text}\n`),
    ask: async (question) => {
      const { createInterface } = await import('node:readline/promises');
      const prompt = createInterface({ input: process.stdin, output: process.stderr });
      try {
        return await prompt.question(question);
      } finally {
        prompt.close();
      }
    },
    paint: (style, text) => styleText(style, text, { stream: process.stdout }),
  };
}
