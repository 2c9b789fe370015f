import { expect, it } from '@jest/globals';
import { parseTemplate } from '../../../../sandbox/runner/template/parse-template.ts';
import { evaluateText, type Scope } from '../../../../sandbox/runner/template/expression.ts';
import {
  isTemplateList,
  isTemplateMap,
  type Template,
} from '../../../../sandbox/runner/template/template.ts';

function at(template: Template | undefined, ...path: (string | number)[]): Template | undefined {
  const [key, ...rest] = path;
  if (key === undefined) return template;
  if (typeof key === 'number') return isTemplateList(template) ? at(template[key], ...rest) : undefined;
  return isTemplateMap(template) ? at(template.get(key), ...rest) : undefined;
}

const workflow = (job: string): string => `on: push\njobs:\n  a:\n    runs-on: ubuntu-latest\n${job}\n`;
const scope: Scope = {
  contexts: { github: { actor: "O'Brien" } },
  status: { success: true, failure: false, cancelled: false },
};

it('keeps the text of a block as YAML gives it when there is an expression in it', async () => {
  const template = await parseTemplate(
    'workflow',
    'a.yml',
    workflow(`    steps:
      - run: |
          if true; then
            echo 'a' '\${{ github.actor }}' {b}
          fi
`),
  );
  const run = at(template, 'jobs', 'a', 'steps', 0, 'run');
  expect(evaluateText(run, scope)).toBe("if true; then\n  echo 'a' 'O'Brien' {b}\nfi\n");
});

it('takes a condition as an expression, with or without braces, that asks for success unless it says else', async () => {
  const template = await parseTemplate(
    'workflow',
    'a.yml',
    workflow(`    if: github.actor == 'x'
    steps:
      - { run: a, if: '\${{ github.actor }}' }
      - { run: b, if: always() }
      - { run: c, env: { if: plain } }`),
  );
  const texts = [
    at(template, 'jobs', 'a', 'if'),
    at(template, 'jobs', 'a', 'steps', 0, 'if'),
    at(template, 'jobs', 'a', 'steps', 1, 'if'),
    at(template, 'jobs', 'a', 'steps', 2, 'env', 'if'),
  ];
  expect(texts).toEqual([
    { text: "success() && (github.actor == 'x')" },
    { text: 'success() && (github.actor)' },
    { text: 'always()' },
    'plain',
  ]);
});

it.each([
  ['bad YAML', 'on: [push', 'a.yml'],
  ['an unknown key', workflow('    bogus: 1\n    steps: [{ run: a }]'), "Unexpected value 'bogus'"],
  [
    'a context that is not there',
    workflow("    steps: [{ run: '${{ steps2.x }}' }]"),
    "Unrecognized named-value: 'steps2'",
  ],
  ['a secret in a condition', workflow('    steps: [{ run: a, if: secrets.x }]'), "'secrets'"],
  [
    'jobs that wait for what is not there',
    workflow('    needs: z\n    steps: [{ run: a }]'),
    'at least one job with no dependencies',
  ],
  ['an id twice', workflow('    steps: [{ id: x, run: a }, { id: x, run: b }]'), 'x'],
])('refuses %s in the words of the parser', async (_what, content, message) => {
  await expect(parseTemplate('workflow', 'a.yml', content)).rejects.toThrow(message);
});
