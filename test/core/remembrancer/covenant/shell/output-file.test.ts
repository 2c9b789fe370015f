import { expect, it } from '@jest/globals';

import { outputFile } from '../../../../../core/remembrancer/covenant/shell/output-file.ts';
import { readCommands } from '../../../../../core/remembrancer/covenant/shell/read-commands.ts';

it.each([
  ['a > x', 'x'],
  ['a >> x', 'x'],
  ['a >| x', 'x'],
  ['a &> x', 'x'],
  ['a &>> x', 'x'],
  ['a >& x', 'x'],
  ['a 1> x', 'x'],
  ['a > x 2> y', 'x'],
  ['a > x 2>&1', 'x'],
  ['a > x > y', 'y'],
  ['a > x < y', 'x'],
  ['a > 1.x', '1.x'],
  ['a > ./dev/x', './dev/x'],
  ['a', undefined],
  ['a 2> x', undefined],
  ['a 12>x', undefined],
  ['a < x', undefined],
  ['a <> x', undefined],
  ['a <<< x', undefined],
  ['a > /dev/null', undefined],
  ['a 2>&1', undefined],
  ['a >&2', undefined],
  ['a >&-', undefined],
])('the output of %s goes into %s', (script, file) => {
  const [command] = readCommands(script);
  expect(command && outputFile(command)?.text).toBe(file);
});
