import { expect, it } from '@jest/globals';
import { closest } from '../../../app/commands/closest.ts';

const commands = ['spawn', 'help', 'record'];

it('finds the word that has a letter too many, too few, wrong or swapped', () => {
  expect(closest('spaawn', commands)).toBe('spawn');
  expect(closest('hlp', commands)).toBe('help');
  expect(closest('recerd', commands)).toBe('record');
  expect(closest('psawn', commands)).toBe('spawn');
});

it('does not guess', () => {
  expect(closest('lgtm', commands)).toBeUndefined();
  expect(closest('approve', commands)).toBeUndefined();
  expect(closest('', commands)).toBeUndefined();
});
