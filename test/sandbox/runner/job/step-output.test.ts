import { expect, it } from '@jest/globals';
import { JobLog } from '../../../../sandbox/runner/job/job-log.ts';
import { Masker } from '../../../../sandbox/runner/job/masker.ts';
import { StepOutput } from '../../../../sandbox/runner/job/step-output.ts';

it('obeys commands until they are stopped, and again after the token', () => {
  const masker = new Masker();
  const log = new JobLog(masker);
  const output = new StepOutput(log, masker);
  for (const line of [
    '::add-mask::s3cret',
    'a s3cret',
    '::group::Part',
    '::endgroup::',
    '::stop-commands::Token',
    '::error::text now',
    '::Token::',
    '::notice::n',
  ]) {
    output.line(line);
  }
  expect(log.text.split('\n')).toEqual([
    'a ***',
    '##[group]Part',
    '##[endgroup]',
    '::error::text now',
    '##[notice]n',
    '',
  ]);
  expect(log.annotations).toEqual([{ level: 'notice', message: 'n', properties: {} }]);
});

it('refuses a command that it does not know', () => {
  const masker = new Masker();
  const output = new StepOutput(new JobLog(masker), masker);
  expect(() => {
    output.line('::save-state name=a::b');
  }).toThrow('"save-state" is not known to this sandbox');
});
