import fc from 'fast-check';
import { documentToHtml } from './html';
import type { Block, Inline } from './document';

function html(...blocks: readonly Block[]): string {
  return documentToHtml({ version: 1, blocks });
}

function paragraph(...content: readonly Inline[]): string {
  return html({ type: 'paragraph', content });
}

test('each kind of block has its element', () => {
  const content = [{ text: 'a' }];
  expect(
    html(
      { type: 'heading', level: 2, content },
      { type: 'paragraph', content: [{ text: 'b', marks: ['bold', 'italic'] }] },
      { type: 'quote', content, cite: 'c & d' },
      { type: 'list', ordered: true, items: [content] },
      { type: 'list', ordered: false, items: [content, content] },
      { type: 'divider' },
    ).split('\n'),
  ).toEqual([
    '<h2>a</h2>',
    '<p><strong><em>b</em></strong></p>',
    '<blockquote><p>a</p><cite>c &amp; d</cite></blockquote>',
    '<ol><li>a</li></ol>',
    '<ul><li>a</li><li>a</li></ul>',
    '<hr>',
  ]);
});

test('whatever a text holds, it opens no element, attribute or entity', () => {
  fc.assert(
    fc.property(
      fc.string({ unit: 'grapheme' }),
      fc.constantFrom('', '<script>', '"onload="', '&lt;'),
      (text, more) => {
        const inside = paragraph({ text: text + more }).slice('<p>'.length, -'</p>'.length);
        expect(inside).not.toMatch(/[<>"']/);
        expect(inside).not.toMatch(/&(?!(amp|lt|gt|quot|#39);)/);
      },
    ),
  );
});

test.each(['https://a.example/?q="x"', 'http://a.example', 'mailto:a@b.example'])('%s is a link', (href) => {
  expect(paragraph({ text: 'x', href })).toBe(`<p><a href="${href.replaceAll('"', '&quot;')}">x</a></p>`);
});

test.each(['javascript:alert(1)', ' JavaScript:alert(1)', 'data:text/html,x', 'vbscript:x', '/relative', ''])(
  '%j is no link',
  (href) => {
    expect(paragraph({ text: 'x', href })).toBe('<p>x</p>');
  },
);
