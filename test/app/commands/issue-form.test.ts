import { describe, expect, it } from '@jest/globals';
import { allCommands } from '../../../app/commands/all-commands.ts';
import { formFields } from '../../../app/commands/form-fields.ts';
import { issueForm } from '../../../app/commands/issue-form.ts';
import { formOf } from './form-body.ts';

const grammars = allCommands().map(({ grammar }) => grammar);
const withFields = grammars.filter((grammar) => formFields(grammar).length > 0);

it('the form of a command asks for what its grammar has', () => {
  const spawn = grammars.find(({ name }) => name === 'spawn')!;
  expect(issueForm(spawn).path).toBe('.github/ISSUE_TEMPLATE/vaultmesh-spawn.yml');
  const { body, ...about } = formOf(spawn);
  expect(about).toEqual({ name: 'VaultMesh: /spawn', description: spawn.summary, title: '/spawn' });
  const [text, name, ...others] = body;
  expect(text!.attributes.value).toContain('`/spawn <name> [--language python]');
  expect(name).toEqual({
    type: 'input',
    id: 'name',
    attributes: { label: '/spawn: Name' },
    validations: { required: true },
  });
  expect(others).toContainEqual({
    type: 'input',
    id: 'language',
    attributes: { label: 'Language', placeholder: 'python' },
  });
  expect(others).toContainEqual({
    type: 'dropdown',
    id: 'dry-run',
    attributes: { label: 'Dry run', options: ['yes'] },
  });
});

it('a choice of words is a list to choose from', () => {
  const adopt = grammars.find(({ name }) => name === 'adopt')!;
  expect(formOf(adopt).body[1]).toEqual({
    type: 'dropdown',
    id: 'part',
    attributes: { label: '/adopt: Part', options: ['ci', 'kubernetes', 'monitoring', 'covenant', 'ledger'] },
    validations: { required: true },
  });
});

/** https://docs.github.com/en/communities/using-templates-to-encourage-useful-issues-and-pull-requests/syntax-for-issue-forms */
describe('GitHub takes the form of', () => {
  it.each(withFields.map((grammar) => [grammar.name, grammar] as const))('/%s', (_, grammar) => {
    const { name, description, title, body } = formOf(grammar);
    for (const text of [name, description, title]) expect(text).toMatch(/^\S[^\n]{2,198}\S$/);
    const fields = body.filter(({ type }) => type !== 'markdown');
    expect(fields.length).toBeGreaterThan(0);
    const unlike = (values: readonly unknown[]) => new Set(values).size === values.length;
    expect(unlike(fields.map(({ id }) => id))).toBe(true);
    expect(unlike(fields.map(({ attributes }) => attributes.label))).toBe(true);
    for (const { type, id, attributes, validations, ...others } of fields) {
      expect(others).toEqual({});
      expect(id).toMatch(/^[A-Za-z0-9_-]+$/);
      expect(attributes.label).toMatch(/^\S.*\S$/);
      expect(Object.keys(validations ?? { required: true })).toEqual(['required']);
      const { options } = attributes;
      expect(type).toBe(options === undefined ? 'input' : 'dropdown');
      // A bare "yes" is no text in YAML, and "None" is what GitHub offers for no choice.
      for (const option of options ?? []) expect(option).toMatch(/^(?!none$).+$/i);
      expect(unlike(options ?? [])).toBe(true);
    }
  });
});
