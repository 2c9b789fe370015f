import { describe, expect, it } from '@jest/globals';

import type { CovenantResult } from '../../../../../core/remembrancer/covenant/covenant-result.ts';
import { moreFindings } from '../../../../../core/remembrancer/covenant/report/more-findings.ts';
import { covenantSarif, type SarifOptions } from '../../../../../core/remembrancer/covenant/report/index.ts';
import { brokenResult, sampleFinding, sampleReport, sampleResult } from './sample-result.ts';

const run = (result: CovenantResult, options?: SarifOptions) => covenantSarif(result, options).runs[0];

describe('the SARIF of a result', () => {
  it('has every rule, also when nothing is found', () => {
    const { tool, results } = run(sampleResult(), { version: '1.2.3' });
    expect(tool.driver.version).toBe('1.2.3');
    expect(tool.driver.rules.map(({ id }) => id)).toEqual(['VM-I-07', 'VM-II-01']);
    expect(results).toEqual([]);
  });

  it('describes a rule as GitHub shows it', () => {
    const page = '# VM-II-01: …\n\n## Why\n\nA tag can\nbe moved.\n\nMore.\n\n## Bad\n';
    const { rules } = run(sampleResult(), { page: (rule) => (rule === 'VM-II-01' ? page : undefined) }).tool
      .driver;
    expect(rules[1]).toEqual({
      id: 'VM-II-01',
      name: 'ActionsArePinnedByFullCommitSHA',
      shortDescription: { text: 'Actions are pinned by full commit SHA' },
      fullDescription: { text: 'A tag can be moved.' },
      help: { text: page, markdown: page },
      helpUri: expect.stringMatching(/^https:\/\/.*\/docs\/covenant\/VM-II-01\.md$/),
      defaultConfiguration: { level: 'error' },
      properties: { tags: ['covenant', 'reproducibility', 'security'], 'security-severity': '8.0' },
    });
    expect(rules[0]).toMatchObject({
      fullDescription: { text: 'Links lead to files.' },
      help: {
        text: expect.stringMatching(/^See https:/),
        markdown: expect.stringContaining('[VM-I-07](https:'),
      },
      properties: { tags: ['covenant', 'integrity'], 'problem.severity': 'recommendation' },
    });
  });

  it('has a finding with its place, level and fingerprint', () => {
    const { results } = run(brokenResult(sampleFinding()));
    expect(results).toEqual([
      {
        ruleId: 'VM-II-01',
        ruleIndex: 0,
        level: 'error',
        message: {
          text: 'actions/checkout@v6 is a tag, which can be moved. Pin it by the full SHA of a commit.',
        },
        locations: [
          {
            physicalLocation: {
              artifactLocation: { uri: '.github/workflows/ci.yml', uriBaseId: '%SRCROOT%' },
              region: { startLine: 3, startColumn: 9, endLine: 3, endColumn: 28 },
            },
          },
        ],
        partialFingerprints: { 'vaultmeshCovenant/v1': 'f'.repeat(64) },
      },
    ]);
  });

  it.each([
    ['enforce', 'error'],
    ['warn', 'warning'],
    ['advise', 'note'],
  ] as const)('has %s as %s', (level, expected) => {
    expect(run(brokenResult(sampleFinding({ level }))).results[0]?.level).toBe(expected);
  });

  it('refers to the rule by its place, whatever the order of the findings', () => {
    const rules = [sampleReport({ rule: 'VM-I-07' }), sampleReport()];
    const findings = [sampleFinding(), sampleFinding({ rule: 'VM-I-07' })];
    const { results, tool } = run({ ...brokenResult(...findings), rules });
    for (const { ruleId, ruleIndex } of results) expect(tool.driver.rules[ruleIndex]?.id).toBe(ruleId);
  });

  it('gives what has no place one that GitHub takes, in a file that exists', () => {
    const { line, column, endLine, endColumn, ...inFile } = sampleFinding();
    expect([line, column, endLine, endColumn]).toEqual([3, 9, 3, 28]);
    const { path, ...whole } = inFile;
    const places = run(brokenResult(inFile, whole)).results.map(
      ({ locations }) => locations[0].physicalLocation,
    );
    const region = { startLine: 1, startColumn: 1, endLine: 1, endColumn: 1 };
    expect(places).toEqual([
      { artifactLocation: { uri: path, uriBaseId: '%SRCROOT%' }, region },
      { artifactLocation: { uri: 'README.md', uriBaseId: '%SRCROOT%' }, region },
    ]);
  });

  it('has a fix as replacements', () => {
    const region = { line: 3, column: 26, endLine: 3, endColumn: 28 };
    const edit = { start: 40, end: 42, text: '{0} [a](b)', ...region };
    const fix = { description: 'pin it', edits: [edit], sha256: '0'.repeat(64) };
    expect(run(brokenResult(sampleFinding({ fix }))).results[0]?.fixes).toEqual([
      {
        description: { text: 'pin it' },
        artifactChanges: [
          {
            artifactLocation: { uri: '.github/workflows/ci.yml', uriBaseId: '%SRCROOT%' },
            replacements: [
              {
                deletedRegion: { startLine: 3, startColumn: 26, endLine: 3, endColumn: 28 },
                insertedContent: { text: '{0} [a](b)' },
              },
            ],
          },
        ],
      },
    ]);
  });

  it('has no alert for what is excepted or could not be looked at, and notes the latter', () => {
    const excepted = [sampleFinding({ excepted: { reason: 'ours', until: '2027-06-30' } })];
    const notices = [{ message: 'The exception has ended', remedy: 'Remove it.' }];
    const { results, invocations } = run(
      sampleResult({
        ...{ verdict: 'incomplete', excepted, notices },
        findings: [sampleFinding({ cannotTell: true, message: 'It is too large' })],
      }),
    );
    expect(results).toEqual([]);
    expect(invocations[0]).toMatchObject({
      executionSuccessful: false,
      toolExecutionNotifications: [
        { level: 'error', associatedRule: { id: 'VM-II-01', index: 1 }, locations: [{}] },
      ],
      toolConfigurationNotifications: [{ message: { text: 'The exception has ended. Remove it.' } }],
    });
  });

  it('has at most 5,000 results, the worst, and says how many more there are', () => {
    const mild = Array.from({ length: 6000 }, () => sampleFinding({ level: 'warn' }));
    const { results, invocations } = run(brokenResult(...mild, sampleFinding()));
    expect(results).toHaveLength(5000);
    expect(results[0]?.level).toBe('error');
    expect(invocations[0].toolExecutionNotifications).toEqual([
      { level: 'warning', message: { text: moreFindings(1001) } },
    ]);
  });

  it('counts with them what could not be looked at and is left out', () => {
    const doubts = Array.from({ length: 1002 }, () => sampleFinding({ cannotTell: true }));
    const { invocations } = run(brokenResult(...doubts));
    const { toolExecutionNotifications: noted } = invocations[0];
    expect(noted).toHaveLength(1001);
    expect(noted.at(-1)).toEqual({ level: 'warning', message: { text: moreFindings(2) } });
  });

  it('makes no link and no argument of what a file says, and no control character', () => {
    const message = 'It has [a](https://e.example) and {0} and ${{ x }}\u001b[1m\nand more';
    const { text } = run(brokenResult(sampleFinding({ message }))).results[0]!.message;
    expect(text).toMatch(
      /^It has \[a\] \(https:\/\/e\.example\) and \{ 0 \} and \$\{\{ x \}\}\ufffd\[1m and more\. /,
    );
  });
});
