import { expect, it } from '@jest/globals';

import { logLine } from '../../../actions/common/src/log-line.ts';

it.each([
  ['release:v1\n::stop-commands::x', 'release:v1 ::stop-commands::x'],
  ['::add-mask::true', ': :add-mask::true'],
  [' \r\n::error::forged', ': :error::forged'],
  ['a ##[error]forged', 'a ## [error]forged'],
  ['a\u001b[2Jb', 'a\ufffd[2Jb'],
])('%j is no command of the runner', (message, line) => {
  expect(logLine(message)).toBe(line);
});
