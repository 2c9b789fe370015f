import { describe, expect, it } from '@jest/globals';
import { buildSearchIndex, search } from '../../../../../core/remembrancer/memory/search/index.ts';
import { text } from './fixtures.ts';

const INDEX = buildSearchIndex([
  text('a', 'Keep passwords in the vault', 'Nobody reads them on Kubernetes.'),
  text('b', 'Pay by month', 'Salaries of the office.'),
]);
const unmatched = (question: string): readonly string[] | undefined => search(INDEX, question)[0]?.unmatched;

describe('what an answer has nothing of', () => {
  it('is told in the words and the order of the question', () => {
    expect(unmatched('Which Vault passwords on OpenStack or Nomad?')).toEqual(['OpenStack', 'Nomad']);
  });

  it('is told though another document has it', () => {
    expect(unmatched('vault passwords of salaries')).toEqual(['salaries']);
  });

  it('is nothing when the words are there in another form, misspelt, or by what means the same', () => {
    expect(unmatched('vaults for a password on kuberntes')).toEqual([]);
    expect(unmatched('vault of k8s')).toEqual([]);
  });

  it('is a name of several words where only some of them are there', () => {
    expect(unmatched('vault passwords of kubernetesDB')).toEqual(['kubernetesDB']);
    expect(unmatched('passwords in VaultKubernetes')).toEqual([]);
  });

  it('does not count common words', () => {
    expect(unmatched('what does somebody know about the vault')).toEqual([]);
  });
});
