import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { describe, expect, it } from '@jest/globals';
import { parse } from 'yaml';

import { RECORD_KINDS } from '../../actions/common/src/operation.ts';
import { actionNames } from './action-names.ts';

const root = join(import.meta.dirname, '..', '..');
/** The steps of the composite, in their order. */
const STEPS = ['sign', 'timestamp', 'append'] as const;

interface Input {
  description: string;
  required?: boolean;
  default?: string;
}

interface Step {
  name: string;
  id: string;
  run?: string;
  uses?: string;
  shell?: string;
  env: Record<string, string>;
}

interface ActionFile {
  inputs: Record<string, Input>;
  outputs: Record<string, { description: string; value?: string }>;
  runs: { using: string; main?: string; steps?: Step[] };
}

const load = (path: string): ActionFile =>
  parse(readFileSync(join(root, path, 'action.yml'), 'utf8')) as ActionFile;
const source = (action: string, file: string): string =>
  readFileSync(join(root, 'actions', action, 'src', file), 'utf8');

/** The inputs that an index.ts asks for, by name, with the rest of the call's arguments as text. */
function inputsRead(action: string): Map<string, string> {
  const calls = source(action, 'index.ts').matchAll(
    /(?:text|list|choice|boolean)Input\('([^']+)'(?:, ([^)]+))?\)|(?:secretInput|requiredSecret)\('([^']+)', actionsRunner(?:, run)?\)/g,
  );
  return new Map([...calls].map(([, name, argument, secret]) => [name ?? secret!, argument ?? '']));
}

/** The default that the code has for an input with a closed set of values; `undefined` for free text. */
function codeDefault(argument: string): string | undefined {
  if (argument === 'RECORD_KINDS') return RECORD_KINDS[0];
  if (argument === 'true' || argument === 'false') return argument;
  return /^\['([^']+)'/.exec(argument)?.[1];
}

function outputsSet(action: string): string[] {
  const files = readdirSync(join(root, 'actions', action, 'src'));
  const texts = [...files.map((file) => source(action, file)), source('common', 'run-action.ts')];
  const names = texts.flatMap((text) => [...text.matchAll(/setOutput\('([^']+)'/g)].map(([, name]) => name!));
  return [...new Set(names)].sort();
}

describe.each(actionNames)('actions/%s/action.yml', (action) => {
  const file = load(join('actions', action));
  const read = inputsRead(action);

  it('declares exactly the inputs that the code reads', () => {
    expect(Object.keys(file.inputs).sort()).toEqual([...read.keys()].sort());
  });

  it('has the defaults that the code has', () => {
    for (const [name, argument] of read) {
      const expected = codeDefault(argument);
      if (expected !== undefined) expect([name, file.inputs[name]!.default]).toEqual([name, expected]);
    }
  });

  it('declares exactly the outputs that the code sets', () => {
    expect(Object.keys(file.outputs).sort()).toEqual(outputsSet(action));
  });

  it('runs its bundle on Node 24', () => {
    expect(file.runs).toEqual({ using: 'node24', main: 'dist/index.js' });
  });

  it('reads inputs in index.ts and nowhere else', () => {
    const others = readdirSync(join(root, 'actions', action, 'src')).filter((name) => name !== 'index.ts');
    for (const name of others) expect(source(action, name)).not.toMatch(/getInput|Input\(/);
  });
});

describe('the composite action.yml', () => {
  const file = load('.');
  const steps = file.runs.steps!;

  it('is three visible steps that run the bundles of this checkout', () => {
    expect(file.runs.using).toBe('composite');
    expect(steps.map(({ id }) => id)).toEqual([...STEPS]);
    for (const { id, run } of steps) {
      expect(run).toContain(`node "$GITHUB_ACTION_PATH/actions/${id}/dist/index.js"`);
    }
  });

  it.each(STEPS)('passes every input of %s, and nothing else, by the environment', (action) => {
    const expected = Object.keys(load(join('actions', action)).inputs).map((name) => [
      `INPUT_${name.toUpperCase().replaceAll('-', '_')}`,
      `\${{ inputs.${name} }}`,
    ]);
    const step = steps.find(({ id }) => id === action)!;
    expect(step.env).toEqual(Object.fromEntries(expected));
  });

  it('declares each input as the Action that reads it does', () => {
    const declared: Record<string, Input> = {};
    for (const action of STEPS) {
      for (const [name, input] of Object.entries(load(join('actions', action)).inputs)) {
        declared[name] ??= input;
      }
    }
    expect(Object.keys(file.inputs).sort()).toEqual(Object.keys(declared).sort());
    for (const [name, { required, default: value }] of Object.entries(file.inputs)) {
      expect([name, required, value]).toEqual([name, declared[name]!.required, declared[name]!.default]);
    }
  });

  it('gives the outputs of append', () => {
    expect(Object.keys(file.outputs).sort()).toEqual(outputsSet('append'));
    for (const [name, { value }] of Object.entries(file.outputs)) {
      expect(value).toContain(`steps.append.outputs.${name}`);
    }
  });

  it('puts no expression into the text of a script and uses no path of the caller', () => {
    for (const { run, uses } of steps) {
      expect(run).not.toContain('${{');
      expect(uses).toBeUndefined();
    }
  });

  it('keeps the log key out of every step but the one that appends', () => {
    for (const { id, env } of steps) {
      expect(Object.hasOwn(env, 'INPUT_LOG_KEY')).toBe(id === 'append');
      expect(Object.hasOwn(env, 'INPUT_TOKEN')).toBe(id === 'append');
    }
  });
});
