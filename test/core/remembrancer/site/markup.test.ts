import { describe, expect, it } from '@jest/globals';

import { jsonBlock } from '../../../../core/remembrancer/site/json-block.ts';
import { markup, trusted } from '../../../../core/remembrancer/site/markup.ts';

describe('markup', () => {
  it('makes text of every text, in an element and in an attribute', () => {
    const text = `</p><script>"'&`;
    expect(markup`<p title="${text}">${text}</p>`.markup).toBe(
      '<p title="&lt;/p&gt;&lt;script&gt;&quot;&#39;&amp;">&lt;/p&gt;&lt;script&gt;&quot;&#39;&amp;</p>',
    );
  });

  it('takes markup, numbers and lists of both as they are, and nothing for nothing', () => {
    expect(markup`<ul>${[markup`<li>${1}</li>`, trusted('<li>')]}${undefined}</ul>`.markup).toBe(
      '<ul><li>1</li><li></ul>',
    );
  });

  it('shows what turns the direction of text or rings a bell, and keeps lines', () => {
    expect(markup`${'a\u202eb\u0007c\u2028d\ufffee\r\nf\tg\ud800'}`.markup).toBe(
      'a\ufffdb\ufffdc\ufffdd\ufffde\nf\tg\ufffd',
    );
  });

  it('loses the indentation of the template, not that of a text', () => {
    expect(
      markup`<p>
        ${'a\n  b'}
      </p>`.markup,
    ).toBe('<p>\na\n  b\n</p>');
  });
});

describe('a block of JSON', () => {
  it.each(['</script><script>alert(1)</script>', '<!-- <script>', ']]>', '\u2028', '\ud800'])(
    'is not ended by %j, and gives it back',
    (text) => {
      const { markup: block } = jsonBlock('data', [text]);
      const [, inside = ''] =
        /^<script type="application\/json" id="data">(.*)<\/script>$/su.exec(block) ?? [];
      expect(inside).not.toContain('<');
      expect(JSON.parse(inside)).toEqual([text]);
    },
  );
});
