import { describe, expect, it } from '@jest/globals';

import {
  isDockerfile,
  mayBeDockerfile,
} from '../../../../../core/remembrancer/covenant/text/is-dockerfile.ts';
import { scriptFileKind } from '../../../../../core/remembrancer/covenant/shell/scripts/script-files.ts';

describe('the path of a Dockerfile', () => {
  it.each([
    'Dockerfile',
    'a/Dockerfile.dev',
    'api.Dockerfile',
    'api.Dockerfile.dev',
    'Containerfile',
    'dockerfile',
    'a/Dockerfile-alpine',
  ])('is %s', (path) => {
    expect([isDockerfile(path), mayBeDockerfile(path)]).toEqual([true, true]);
    expect(scriptFileKind(path)).toBe('dockerfile');
  });

  it.each([
    'Dockerfile.dockerignore',
    'Dockerfile.md',
    'dockerfile.go',
    'src/dockerfile.test.ts',
    'dockerfile.mjs',
    'Dockerfile.yaml',
    'Dockerfile/x',
    'Dockerfiles',
    'Dockerfile.',
    '.dockerfile',
    'xDockerfile',
    'Dockerfile.dev.orig',
  ])('is not %s', (path) => {
    expect([isDockerfile(path), mayBeDockerfile(path)]).toEqual([false, false]);
    expect(scriptFileKind(path)).not.toBe('dockerfile');
  });

  it.each([
    ...['Dockerfile.njk', 'Dockerfile.j2', 'a.Dockerfile.jinja', 'Dockerfile.jinja2', 'Dockerfile.tmpl'],
    ...['Dockerfile.tpl', 'Dockerfile.template', 'Dockerfile.gotmpl', 'Dockerfile.erb', 'Dockerfile.ejs'],
    ...['Dockerfile.hbs', 'Dockerfile.mustache', 'Dockerfile.liquid', 'Dockerfile.in'],
  ])('is not that of its template %s, which has scripts all the same', (path) => {
    expect([isDockerfile(path), mayBeDockerfile(path)]).toEqual([false, true]);
    expect(scriptFileKind(path)).toBe('dockerfile');
  });
});
