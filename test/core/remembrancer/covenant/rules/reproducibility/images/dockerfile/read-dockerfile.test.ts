import { describe, expect, it } from '@jest/globals';

import { dockerfileImages } from '../../../../../../../../core/remembrancer/covenant/rules/reproducibility/images/dockerfile/dockerfile-images.ts';
import { readDockerfile } from '../../../../../../../../core/remembrancer/covenant/rules/reproducibility/images/dockerfile/read-dockerfile.ts';
import { fileOf } from '../../../../file-of.ts';

describe('the instructions of a Dockerfile', () => {
  it('are none where it has only comments', () => {
    expect(readDockerfile(fileOf('Dockerfile', '# a\n\n# b\n'))).toEqual([]);
  });

  it.each([
    [' #escape = ` \nFROM a\nRUN x `\nFROM b', ['a']],
    ['# syntax=docker/dockerfile:1\n#escape=`\nFROM a\nRUN x `\nFROM b', ['a']],
    ['# escape=\\\nFROM a\nRUN x \\\nFROM b', ['a']],
    ['FROM a #escape=`\nRUN x `\nFROM b', ['a', 'b']],
    ['# escape=` x\nFROM a\nRUN x `\nFROM b', ['a', 'b']],
  ])('go on behind the escape character that is set first of all: %j', (text, images) => {
    expect(dockerfileImages(fileOf('Dockerfile', text)).map(({ image }) => image)).toEqual(images);
  });

  it.each([
    ['FROM a\nLABEL x <<EOF\nFROM b\nEOF', ['a', 'b']],
    ['FROM a\nADD <<EOF /x\nFROM b\nEOF\nFROM c', ['a', 'c']],
    ['FROM a\nRUN cat <<EOF>x\nFROM b', ['a', 'b']],
    ['FROM a\nCOPY <<A <<A /x/\nFROM b\nA\nFROM c\nA\nFROM d', ['a', 'd']],
    ['FROM a\nRUN <<EOF\n\tEOF\nFROM b\nEOF\nFROM c', ['a', 'c']],
    ['FROM a\nRUN <<-EOF\nFROM b\n\t\tEOF\nFROM c', ['a', 'c']],
    ['FROM a\nRUN <<-EOF\nE\tOF\nFROM b\nEOF\nFROM c', ['a', 'c']],
  ])('are not in what a heredoc has, up to its end: %j', (text, images) => {
    expect(dockerfileImages(fileOf('Dockerfile', text)).map(({ image }) => image)).toEqual(images);
  });
});
