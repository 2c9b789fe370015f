import { describe, expect, it } from '@jest/globals';
import { nearestTerms } from '../../../../../core/remembrancer/memory/search/nearest-terms.ts';

const KNOWN = ['postgres', 'kubernet', 'vault', 'fault', 'helm', 'v1.2.3'];
const nearest = (term: string): string[] => nearestTerms(term, KNOWN).map((number) => KNOWN[number]!);

describe('a term that nobody knows is taken for', () => {
  it.each([
    ['postgers', ['postgres']],
    ['postgre', ['postgres']],
    ['postggres', ['postgres']],
    ['kubrenete', ['kubernet']],
    ['bault', ['vault', 'fault']],
    ['hlem', ['helm']],
    ['vulta', []],
    ['hel', []],
    ['v1.2.4', []],
    ['elephant', []],
  ])('%p: %p', (term, terms) => {
    expect(nearest(term)).toEqual(terms);
  });
});
