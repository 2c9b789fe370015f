import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';

import { actionsRunner } from '../../../actions/common/src/actions-runner.ts';

let written = '';

beforeEach(() => {
  written = '';
  jest.spyOn(process.stdout, 'write').mockImplementation((text) => {
    written += String(text);
    return true;
  });
});

afterEach(() => {
  jest.restoreAllMocks();
});

describe('an annotation', () => {
  const shared = { title: 'VM-II-01: Pinned', message: 'one\n::error::two' };

  it('is one command of the runner, with its place', () => {
    const region = { line: 3, endLine: 3, column: 9, endColumn: 28 };
    actionsRunner.annotate({ kind: 'error', ...shared, path: 'a,b:c.yml', region });
    expect(written.trimEnd()).toBe(
      '::error title=VM-II-01%3A Pinned,file=a%2Cb%3Ac.yml,line=3,endLine=3,col=9,endColumn=28::one%0A::error::two',
    );
  });

  it('has no place where there is none, and does not fail the step', () => {
    actionsRunner.annotate({ kind: 'notice', ...shared });
    actionsRunner.annotate({ kind: 'warning', ...shared, path: 'a.yml', region: { line: 1, endLine: 4 } });
    expect(written.trimEnd().split('\n')).toEqual([
      '::notice title=VM-II-01%3A Pinned::one%0A::error::two',
      '::warning title=VM-II-01%3A Pinned,file=a.yml,line=1,endLine=4::one%0A::error::two',
    ]);
    expect(process.exitCode).toBeUndefined();
  });
});
