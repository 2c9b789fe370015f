import { describe, expect, it } from '@jest/globals';

import { workflowImages } from '../../../../../../../core/remembrancer/covenant/rules/reproducibility/images/workflow-images.ts';
import { fileOf } from '../../../file-of.ts';
import { processorTime } from '../../integrity/processor-time.ts';

const imagesIn = (text: string) => workflowImages(fileOf('.github/workflows/ci.yml', text));

describe('the images of a workflow', () => {
  it('are those that the matrix of the job lists', () => {
    const matrix = "strategy: { matrix: { tag: ['1', '2'], include: [{ tag: '3' }] } }";
    expect(imagesIn(`jobs:\n  a:\n    ${matrix}\n    container: node:\${{ matrix.tag }}\n`)).toMatchObject([
      { image: 'node:1' },
      { image: 'node:2' },
      { image: 'node:3' },
    ]);
  });

  it('are not told where each of many services has a large matrix', () => {
    const values = Array.from({ length: 20_000 }, (_, n) => `v${n}`).join(', ');
    const services = Array.from({ length: 10_000 }, (_, n) => `      s${n}: { image: '\${{ matrix.v }}' }\n`);
    const text = `jobs:\n  a:\n    strategy: { matrix: { v: [${values}] } }\n    services:\n${services.join('')}`;
    expect(imagesIn(text)).toEqual({ unreadable: 'its matrices stand for more than 10,000 images' });
  });

  it('are those of the values that GitHub makes jobs of', () => {
    const values = Array.from({ length: 257 }, (_, n) => `v${n}`);
    const imagesOf = (matrix: string) =>
      imagesIn(`jobs: {a: {strategy: {matrix: ${matrix}}, container: 'a:\${{ matrix.v }}'}}`);
    expect(imagesOf(`{v: [${values.join(', ')}]}`)).toHaveLength(256);
    expect(imagesOf(`{include: [${values.map((value) => `{v: ${value}}`).join(', ')}]}`)).toHaveLength(256);
  });

  it.each([
    "jobs: {a: {strategy: {matrix: {v: [{x: '1'}]}}, container: 'a:${{ matrix.v }}'}}",
    'runs: {image: "docker://x:1"}',
  ])('are none in %s', (text) => {
    expect(imagesIn(text)).toEqual([]);
  });

  it('takes time in proportion to expressions that nothing closes', async () => {
    const text = `jobs:\n  a:\n    container: '${'${{'.repeat(200_000)}'\n`;
    expect(await processorTime(async () => Promise.resolve(imagesIn(text)))).toBeLessThan(2000);
  });
});
