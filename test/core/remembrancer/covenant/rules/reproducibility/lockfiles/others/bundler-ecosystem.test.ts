import { describe, expect, it } from '@jest/globals';

import { missingIn } from '../findings-of.ts';
import { placed } from '../placed.ts';

const GEMS = "source 'https://rubygems.org'\n\ngem 'rails'\n  gem( \"rake\")\n# gem 'pry'\n";

describe.each([
  ['Gemfile', 'Gemfile.lock'],
  ['gems.rb', 'gems.locked'],
])('a %s', (name, lock) => {
  const files = { [`a/${name}`]: GEMS };

  it('is told without its lockfile, where it asks for the first gem', async () => {
    const found = await missingIn(files);
    expect(placed(files, found)).toEqual([`a/${name}:3 gem ' | ${name} has 2 gems and no lockfile.`]);
    expect(found[0]?.remedy).toContain(`Run \`bundle lock\` and commit ${lock}.`);
    expect(await missingIn({ ...files, [lock]: '' })).toHaveLength(1);
  });

  it('is fine with its lockfile', async () => {
    expect(await missingIn({ ...files, [`a/${lock}`]: '' })).toEqual([]);
  });

  it('is fine without gems, and beside a gemspec', async () => {
    expect(await missingIn({ [name]: "source 'https://rubygems.org'\n" })).toEqual([]);
    expect(await missingIn({ ...files, 'a/x.gemspec': '' })).toEqual([]);
    expect(await missingIn({ ...files, 'x.gemspec': '' })).toHaveLength(1);
  });
});
