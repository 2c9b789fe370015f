import { beforeAll, describe, expect, it, jest } from '@jest/globals';
import { Ajv, type ValidateFunction } from 'ajv';

import { covenantSarif } from '../../core/remembrancer/covenant/report/index.ts';
import {
  brokenResult,
  HOSTILE,
  sampleFinding,
  sampleResult,
} from '../core/remembrancer/covenant/report/sample-result.ts';
import { sarifSchema } from './sarif-schema.ts';

jest.setTimeout(300_000);

let validate: ValidateFunction;

beforeAll(() => {
  validate = new Ajv({ strict: false, validateFormats: false }).compile(sarifSchema());
});

/** What the schema has against a log. */
const faults = (log: object): string[] =>
  validate(log)
    ? []
    : (validate.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message}`);

const edit = {
  ...{ start: 40, end: 42, text: 'v6\n{0}' },
  ...{ line: 3, column: 26, endLine: 3, endColumn: 28 },
};
const fixed = sampleFinding({ fix: { description: 'pin it', edits: [edit], sha256: '0'.repeat(64) } });
const page = '# VM-II-01: …\n\n## Why\n\nA tag can be moved.\n\n## Bad\n';

describe('the SARIF of the covenant is valid by the schema of OASIS', () => {
  it('when nothing is found', () => {
    expect(faults(covenantSarif(sampleResult()))).toEqual([]);
  });

  it('with findings of all kinds, a fix, pages, doubts and notices', () => {
    const { line, column, endLine, endColumn, path, ...whole } = sampleFinding({ level: 'advise' });
    expect([line, column, endLine, endColumn, path]).not.toContain(undefined);
    const hostile = sampleFinding({ level: 'warn', path: `${HOSTILE}\\xff`, message: HOSTILE });
    const result = {
      ...brokenResult(fixed, whole, hostile, sampleFinding({ cannotTell: true })),
      notices: [{ message: 'The exception has ended', remedy: 'Remove it.' }],
    };
    const log = covenantSarif(result, { version: '1.2.3', page: () => page });
    expect(log.runs[0].results).toHaveLength(3);
    expect(faults(log)).toEqual([]);
  });

  it('with as many as GitHub takes', () => {
    const findings = Array.from({ length: 6000 }, (_, n) => sampleFinding({ path: `${n}.yml` }));
    expect(faults(covenantSarif(brokenResult(...findings)))).toEqual([]);
  });

  it('and what is not is found out', () => {
    const log = covenantSarif(brokenResult(sampleFinding()));
    const [run] = log.runs;
    const [result] = run.results;
    const place = { ...result, locations: [{ physicalLocation: { region: { startLine: 0 } } }] };
    for (const wrong of [{ columnKind: 'bytes' }, { anything: 1 }, { results: [place] }]) {
      expect(faults({ ...log, runs: [{ ...run, ...wrong }] })).not.toEqual([]);
    }
  });
});
