import * as core from '@actions/core';

import { VaultMeshError } from '../../../core/common/error.ts';
import type { Runner } from './runner.ts';
import type { WorkflowRun } from './workflow-run.ts';

/**
 * The input `name`, trimmed; empty when it was not given. The runner hands `log-key` to a JavaScript Action as
 * `INPUT_LOG-KEY`; the steps of the composite Action hand it over as `INPUT_LOG_KEY`, because a POSIX shell drops
 * variables whose names have a hyphen.
 */
export function textInput(name: string): string {
  return core.getInput(name) || core.getInput(name.replaceAll('-', '_'));
}

/** The lines of a multi-line input, without empty ones and comments (`# …`). */
export function listInput(name: string): string[] {
  return textInput(name)
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '' && !line.startsWith('#'));
}

/** One of `choices`, the first when the input is empty. Throws `usage` for anything else. */
export function choiceInput<Choice extends string>(
  name: string,
  choices: readonly [Choice, ...Choice[]],
): Choice {
  const text = textInput(name) || choices[0];
  const choice = choices.find((candidate) => candidate === text);
  if (choice === undefined) {
    throw new VaultMeshError(
      'usage',
      `The input "${name}" is "${text}"; it must be ${choices.join(' or ')}.`,
    );
  }
  return choice;
}

/** `true` or `false`. Throws `usage` for anything else. */
export function booleanInput(name: string, whenEmpty: boolean): boolean {
  return choiceInput(name, whenEmpty ? ['true', 'false'] : ['false', 'true']) === 'true';
}

/** A secret: masked before anything else sees it. `undefined` when it was not given. */
export function secretInput(name: string, runner: Pick<Runner, 'mask'>): string | undefined {
  const secret = textInput(name);
  if (secret === '') return undefined;
  runner.mask(secret);
  return secret;
}

/** As `secretInput`. Throws `usage` when it was not given, with the ways in which a secret does not arrive. */
export function requiredSecret(
  name: string,
  runner: Pick<Runner, 'mask'>,
  run: Pick<WorkflowRun, 'fromFork' | 'ref'>,
): string {
  const secret = secretInput(name, runner);
  if (secret !== undefined) return secret;
  const remedy = run.fromFork
    ? 'GitHub gives a pull request from a fork no secrets; record in a workflow for a push, a tag or a release.'
    : 'If it comes from a secret of the environment "ledger", the job needs "environment: ledger"; the environment ' +
      `has to have the secret, and to allow ${run.ref} (Settings, Environments, ledger); and a job that calls a ` +
      'reusable workflow, of the same organisation, has to name it under "secrets:".';
  throw new VaultMeshError('usage', `The input "${name}" is empty. ${remedy}`);
}
