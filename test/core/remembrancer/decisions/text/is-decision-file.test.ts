import { expect, it } from '@jest/globals';
import { isDecisionFile } from '../../../../../core/remembrancer/decisions/index.ts';

it.each([
  ['0001-use-x.md', true],
  ['use-a-template.md', true],
  ['0008-template-engine.md', true],
  ['readme-driven.md', true],
  ['README.md', false],
  ['index.md', false],
  ['template.md', false],
  ['0000-TEMPLATE.md', false],
  ['adr-template-bare-minimal.md', false],
  ['ODH-ADR-0000-template.md', false],
  ['diagram.png', false],
])('%s can be a decision: %s', (name, is) => {
  expect(isDecisionFile(name)).toBe(is);
});
