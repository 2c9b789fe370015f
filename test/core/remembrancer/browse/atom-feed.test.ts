import { describe, expect, it } from '@jest/globals';

import { atomFeed, type Feed } from '../../../../core/remembrancer/browse/atom-feed.ts';

const feed = (title: string): Feed => ({
  id: 'ni:///sha-256;x',
  title: 'Ledger of acme/app',
  updated: '2026-11-20T09:30:00Z',
  author: 'acme/app',
  self: 'feed.atom',
  page: 'README.md',
  entries: [
    {
      id: 'ni:///sha-256;y',
      title,
      updated: '2026-11-20T09:30:00Z',
      category: 'release',
      link: 'receipts/000/0.json',
      summary: 'why & how',
    },
  ],
});

describe('an Atom feed', () => {
  it('has what RFC 4287 asks of a feed and its entries', () => {
    expect(atomFeed(feed('v1.0.0'))).toBe(`<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom">
<id>ni:///sha-256;x</id>
<title>Ledger of acme/app</title>
<updated>2026-11-20T09:30:00Z</updated>
<author><name>acme/app</name></author>
<link rel="self" type="application/atom+xml" href="feed.atom"/>
<link rel="alternate" href="README.md"/>
<entry><id>ni:///sha-256;y</id><title>v1.0.0</title><updated>2026-11-20T09:30:00Z</updated><category term="release"/><link href="receipts/000/0.json"/><summary>why &#38; how</summary></entry>
</feed>
`);
  });

  it('keeps a hostile title as text, of the same elements', () => {
    const tags = (text: string): string[] => text.match(/<[^>]*>/gu) ?? [];
    const hostile = atomFeed(feed('</title><script>alert(1)</script>]]><!-- \u202e "'));
    expect(tags(hostile)).toEqual(tags(atomFeed(feed('x'))));
    expect(hostile).not.toContain('\u202e');
  });
});
