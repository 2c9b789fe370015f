import { describe, expect, it } from '@jest/globals';

import { missingIn } from '../findings-of.ts';
import { placed } from '../placed.ts';

const VERSIONS = 'terraform {\n  required_providers {\n    aws = { source = "hashicorp/aws" }\n  }\n}\n';
const PROVIDER = 'provider "aws" {\n}\n';

const missing = async (files: Readonly<Record<string, string>>) => placed(files, await missingIn(files));
const told = (path: string): string =>
  `${path}:2 required_providers | ${path.slice(path.lastIndexOf('/') + 1)} has providers and no lockfile.`;

describe('providers of Terraform without a lockfile', () => {
  it.each([
    ['main.tf', PROVIDER],
    ['main.tofu', PROVIDER],
    ['main.tf', '  provider  "aws"{\n  }\n'],
    ['state.tf', 'terraform {\n  backend  "s3"{\n  }\n}\n'],
    ['cloud.tf', 'terraform {\n  cloud{\n  }\n}\n'],
    ['state.tf', 'terraform {\n  backend "s3" {\n  }\n}\n'],
    ['cloud.tf', 'terraform {\n\tcloud {\n\t}\n}\n'],
  ])('are told beside %s with %j', async (name, text) => {
    expect(await missing({ 'a/versions.tf': VERSIONS, [`a/${name}`]: text })).toEqual([
      told('a/versions.tf'),
    ]);
    expect(await missing({ 'a/z.tofu': VERSIONS, [`a/${name}`]: text })).toEqual([told('a/z.tofu')]);
    expect(await missing({ 'versions.tf': VERSIONS, [name]: text, '.terraform.lock.hcl': '' })).toEqual([]);
  });

  it.each([
    ['README.md', PROVIDER],
    ['main.tf', '# provider "aws" {\n'],
    ['main.tf', 'providers = "aws"\n'],
    ['b/main.tf', PROVIDER],
  ])('are those of a module that others call beside %s with %j', async (name, text) => {
    expect(await missing({ 'a/versions.tf': VERSIONS, [`a/${name}`]: text })).toEqual([]);
  });

  it.each([
    ['  required_providers{', 1],
    ['required_providers  {', 1],
    ['  # required_providers {', 0],
    ['  required_providers = {', 0],
  ])('are asked for by %j: %d', async (line, count) => {
    expect(await missing({ 'main.tf': `terraform {\n${line}\n  }\n}\n${PROVIDER}` })).toHaveLength(count);
  });

  it('are told of each folder by itself', async () => {
    const files = { 'a/main.tf': `${VERSIONS}${PROVIDER}`, 'b/versions.tf': VERSIONS };
    expect(await missing({ ...files, 'b/.terraform.lock.hcl': '' })).toEqual([told('a/main.tf')]);
    expect(await missing({ 'c/main.tf': PROVIDER, ...files })).toEqual([told('a/main.tf')]);
  });
});
