import { expect } from '@jest/globals';

import { checkCovenant, memoryTree, RULES } from '../../../../core/remembrancer/covenant/index.ts';
import { inputsOf } from './example-inputs.ts';
import { HOSTILE_NAMES } from './hostile-contents.ts';

/** Holds a tree that has `content` under every name that a rule looks into, and a change from and to it, against all rules. */
export async function expectHostileHeld(content: string | Uint8Array): Promise<void> {
  const hostile = memoryTree(Object.fromEntries(HOSTILE_NAMES.map((name) => [name, content])));
  const empty = memoryTree({});
  const inputs = inputsOf({ files: {}, before: {}, says: [] });
  for (const [tree, base] of [
    [hostile, empty],
    [empty, hostile],
  ] as const) {
    const change = { base, texts: [String(content)] };
    const { rules, findings } = await checkCovenant({ ...inputs, tree, change });
    expect(rules).toHaveLength(RULES.length);
    for (const { message, remedy, line = 1, column = 1 } of findings) {
      if (message.length >= 1000 || remedy === '' || Math.min(line, column) < 1) {
        expect({ message, remedy, line, column }).toBe('a legible finding with a place');
      }
    }
  }
}
