import type { Terminal } from '../../cli/terminal.ts';

export interface MemoryTerminal extends Terminal {
  readonly printed: string[];
  readonly told: string[];
}

/** A terminal without colours that keeps what was written to it, and gives `answers` in turn. */
export function memoryTerminal(overrides: Partial<Terminal> = {}, answers: string[] = []): MemoryTerminal {
  const printed: string[] = [];
  const told: string[] = [];
  return {
    directory: '/nowhere',
    environment: {},
    clock: () => new Date('2026-11-20T09:30:00Z'),
    interactive: answers.length > 0,
    print: (text) => printed.push(text),
    tell: (text) => told.push(text),
    ask: () => Promise.resolve(answers.shift() ?? ''),
    paint: (_style, text) => text,
    printed,
    told,
    ...overrides,
  };
}
