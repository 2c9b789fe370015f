import { describe, expect, it } from '@jest/globals';
import {
  evaluateCondition,
  evaluateNumber,
  evaluateText,
  type Scope,
} from '../../../../sandbox/runner/template/expression.ts';
import { Expression } from '../../../../sandbox/runner/template/template.ts';

const scope: Scope = {
  contexts: {
    github: {
      ref: 'refs/tags/v1',
      event: { release: { draft: true, assets: [{ name: 'a' }, { name: 'b' }] } },
    },
    inputs: { publish: false, count: 2 },
    secrets: {},
  },
  status: { success: true, failure: false, cancelled: false },
};
const text = (expression: string) => evaluateText(new Expression(expression), scope);

describe('an expression', () => {
  it.each([
    ["startsWith(github.ref, 'refs/tags/') && 'tag' || 'branch'", 'tag'],
    ['github.event.release.draft', 'true'],
    ["join(github.event.release.assets.*.name, '+')", 'a+b'],
    ['github.event.nothing.at.all', ''],
    ['secrets.NONE', ''],
    ['inputs.count', '2'],
    ["fromJSON('[1,2]')[1]", '2'],
    ["contains('VaultMesh', 'mesh')", 'true'],
    ["format('it''s {0}, isn''t it', 'so')", "it's so, isn't it"],
    ['GITHUB.REF', 'refs/tags/v1'],
  ])('%s gives %j', (expression, value) => {
    expect(text(expression)).toBe(value);
  });

  it.each([
    ['success()', true],
    ['failure()', false],
    ['always() && !cancelled()', true],
    ['inputs.publish', false],
    ["'false'", true],
    ["''", false],
  ])('as a condition, %s is %s', (expression, holds) => {
    expect(evaluateCondition(new Expression(expression), scope)).toBe(holds);
  });

  it('that is not a number is refused where one is needed', () => {
    expect(evaluateNumber('timeout', new Expression('inputs.count'), scope)).toBe(2);
    expect(() => evaluateNumber('timeout', 'soon', scope)).toThrow('timeout is not a number');
  });
});
