import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

import { expect, it } from '@jest/globals';

import { project } from '../project.ts';

/** Packages of a bundle, of which some are loaded at once and some when they are needed. */
const PACKAGES = {
  assets: ['@actions/core', '@octokit/core'],
  sign: ['@actions/core', '@sigstore/sign', 'ajv', 'openpgp'],
  timestamp: ['@actions/core', 'ajv', 'asn1js', 'pkijs'],
  append: ['@actions/core', '@noble/hashes', '@octokit/core', 'pkijs'],
  verify: ['@actions/core', '@noble/hashes', '@sigstore/verify', 'openpgp', 'pkijs'],
  backfill: ['@actions/core', '@octokit/core', '@sigstore/sign', 'pkijs'],
  spawn: ['@actions/core', 'ajv', 'nunjucks', 'yaml'],
};

it.each(Object.entries(PACKAGES))(
  'the bundle of %s names its packages, each with its licence',
  async (action, packages) => {
    const notices = await readFile(join(project, 'actions', action, 'dist', 'licenses.txt'), 'utf8');
    const heads = [...notices.matchAll(/^(\S+) \d+\.\d+\.\d+ \(([^)]+)\)$/gm)];
    expect(heads.map(([, name]) => name)).toEqual(expect.arrayContaining(packages));
    expect(heads.filter(([, , licence]) => licence === 'undefined')).toEqual([]);
  },
);
