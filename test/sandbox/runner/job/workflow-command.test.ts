import { expect, it } from '@jest/globals';
import { parseWorkflowCommand } from '../../../../sandbox/runner/job/workflow-command.ts';

it.each([
  ['::error::it broke', { name: 'error', properties: {}, message: 'it broke' }],
  ['::debug::', { name: 'debug', properties: {}, message: '' }],
  [
    '::warning file=a.ts,line=3,title=a%3Ab%2Cc::50%25%0Aleft',
    { name: 'warning', properties: { file: 'a.ts', line: '3', title: 'a:b,c' }, message: '50%\nleft' },
  ],
  [
    '::error::%250A is not a line break',
    { name: 'error', properties: {}, message: '%0A is not a line break' },
  ],
])('reads %s', (line, command) => {
  expect(parseWorkflowCommand(line)).toEqual(command);
});

it.each(['plain', 'test.py::test_it', 'a ::error::b', '::', '::1::x', ':: error::x'])(
  'takes %s as text',
  (line) => {
    expect(parseWorkflowCommand(line)).toBeUndefined();
  },
);
