import { afterEach, describe, expect, it } from '@jest/globals';

import {
  booleanInput,
  choiceInput,
  listInput,
  requiredSecret,
  secretInput,
  textInput,
} from '../../../actions/common/src/inputs.ts';
import { memoryRunner } from '../memory-runner.ts';

const given: string[] = [];

/** Hands an input over as the runner does to a JavaScript Action, or as the composite Action's steps do. */
function give(variable: string, value: string): void {
  given.push(variable);
  process.env[variable] = value;
}

afterEach(() => {
  for (const variable of given.splice(0)) Reflect.deleteProperty(process.env, variable);
});

describe('an input', () => {
  it.each(['INPUT_LOG-KEY', 'INPUT_LOG_KEY'])('is read from %s', (variable) => {
    give(variable, ' key \n');
    expect(textInput('log-key')).toBe('key');
  });

  it('with several lines loses empty ones and comments', () => {
    give('INPUT_FILES', 'dist/*.gz\n\n  # the notes\n  notes.md  ');
    expect(listInput('files')).toEqual(['dist/*.gz', 'notes.md']);
  });

  it('with a choice has a default, and refuses other words by name', () => {
    expect(choiceInput('on-missing', ['defer', 'fail'])).toBe('defer');
    give('INPUT_ON-MISSING', 'ignore');
    expect(() => choiceInput('on-missing', ['defer', 'fail'])).toThrow(
      'The input "on-missing" is "ignore"; it must be defer or fail.',
    );
  });

  it('that is true or false is neither "yes" nor "TRUE"', () => {
    expect([booleanInput('upload', true), booleanInput('publish', false)]).toEqual([true, false]);
    for (const text of ['yes', 'TRUE']) {
      give('INPUT_UPLOAD', text);
      expect(() => booleanInput('upload', true)).toThrow('must be true or false');
    }
  });
});

describe('a secret', () => {
  const run = { fromFork: false, ref: 'refs/heads/main' };

  it('is masked before anybody has it', () => {
    const runner = memoryRunner();
    give('INPUT_LOG-KEY', 'PRIVATE+KEY+x');
    expect(requiredSecret('log-key', runner, run)).toBe('PRIVATE+KEY+x');
    expect(runner.masked).toEqual(['PRIVATE+KEY+x']);
  });

  it('that is missing is told with the environment it may come from, and masks nothing', () => {
    const runner = memoryRunner();
    expect(secretInput('openpgp-key', runner)).toBeUndefined();
    expect(() => requiredSecret('log-key', runner, run)).toThrow(
      /the job needs "environment: ledger".*to allow refs\/heads\/main.*has to name it under "secrets:"/,
    );
    expect(runner.masked).toEqual([]);
  });

  it("that is missing in a pull request from a fork is nobody's fault", () => {
    const fork = { ...run, fromFork: true };
    expect(() => requiredSecret('log-key', memoryRunner(), fork)).toThrow(
      'GitHub gives a pull request from a fork no secrets',
    );
  });
});
