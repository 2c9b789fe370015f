import { expect, it } from '@jest/globals';

import { scriptFileKind } from '../../../../../../core/remembrancer/covenant/shell/scripts/script-files.ts';

it.each([
  'node_modules',
  'vendor',
  'third_party',
  'third-party',
  '.yarn',
  'testdata',
  '__fixtures__',
  'venv',
])('a script in %s is a copy, or data of a test, and not looked at', (folder) => {
  expect(scriptFileKind(`a/${folder}/b/run.sh`)).toBeUndefined();
  expect(scriptFileKind(`a/${folder}.sh`)).toBe('shell');
});
