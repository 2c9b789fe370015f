import { execFileSync } from 'node:child_process';

import { describe, expect, it } from '@jest/globals';

import { atomFeed } from '../../../../core/remembrancer/browse/atom-feed.ts';

/** What the XML parser of Python reads in a feed: its titles, categories and addresses. */
const READ = `
import json, sys, xml.etree.ElementTree as tree
atom = '{http://www.w3.org/2005/Atom}'
feed = tree.fromstring(sys.stdin.buffer.read())
print(json.dumps([[e.find(atom + 'title').text, e.find(atom + 'category').get('term'), e.find(atom + 'link').get('href')]
                  for e in feed.findall(atom + 'entry')]))
`;

describe('an Atom feed read by somebody else', () => {
  it('is XML, and says what it was given, whatever that is', () => {
    const texts = [`</title>]]><!-- "'`, '&lt;&#0;<script>', 'naïve 日本 \u{1f600}', '\u0000\ufffe\ud800'];
    const entry = { id: 'ni:///sha-256;x', updated: '2026-11-20T09:30:00Z' };
    const feed = atomFeed({
      ...entry,
      title: texts.join(''),
      author: texts.join(''),
      self: 'feed.atom',
      page: 'README.md',
      entries: texts.map((text) => ({ ...entry, title: text, category: text, link: text })),
    });
    const read = JSON.parse(
      execFileSync('python3', ['-c', READ], { input: feed, encoding: 'utf8' }),
    ) as string[][];
    const shown = [...texts.slice(0, -1), '\ufffd\ufffd\ufffd'];
    expect(read).toEqual(shown.map((text) => [text, text, text]));
  });
});
