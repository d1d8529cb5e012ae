import fc from 'fast-check';
import type { Block } from './document';
import { documentToHtml } from './html';
import { countWords, documentToPlainText } from './plain-text';
import { previewOf } from './preview.rules';

/** Words that follow each other without a space; by spaces a text of them is one word. */
const unspacedWords = { chinese: '大厦', japanese: '日本語', thai: 'ภาษา' };
type Script = 'latin' | keyof typeof unspacedWords;

/** A block whose words all come with `w<index>.`, so that any of them can be recognised. */
function blockOf(kind: Block['type'], words: number, index: number, script: Script = 'latin'): Block {
  const [word, space] = script === 'latin' ? ['', ' '] : [unspacedWords[script], ''];
  const content = [{ text: Array.from({ length: words }, () => `${word}w${index}.`).join(space) }];
  switch (kind) {
    case 'heading':
      return { type: 'heading', level: 2, content };
    case 'list':
      return { type: 'list', ordered: false, items: [content, content] };
    case 'divider':
      return { type: 'divider' };
    case 'paragraph':
    case 'quote':
      return { type: kind, content };
  }
}

const documents = fc
  .array(
    fc.tuple(
      fc.constantFrom('paragraph', 'heading', 'quote', 'list', 'divider'),
      fc.integer({ min: 1, max: 90 }),
      fc.constantFrom<Script[]>('latin', 'chinese', 'japanese', 'thai'),
    ),
    {
      maxLength: 16,
    },
  )
  .map((blocks) => ({
    version: 1 as const,
    blocks: blocks.map(([kind, words, script], index) => blockOf(kind, words, index, script)),
  }));

test('a preview is a beginning of whole blocks, and nothing of a later block is in any of its forms', () => {
  fc.assert(
    fc.property(documents, (document) => {
      const { document: preview } = previewOf(document, countWords(document));
      const kept = preview.blocks.length;
      expect(preview.blocks).toEqual(document.blocks.slice(0, kept));
      const forms = [documentToHtml(preview), documentToPlainText(preview), JSON.stringify(preview)];
      for (let later = kept; later < document.blocks.length; later++) {
        for (const form of forms) expect(form).not.toContain(`w${later}.`);
      }
    }),
  );
});

test('a preview has at most a third of the text in any script, says how many remain, and never ends in a heading', () => {
  fc.assert(
    fc.property(documents, (document) => {
      const total = countWords(document);
      const { document: preview, remainingWords } = previewOf(document, total);
      expect(lengthOf(preview.blocks)).toBeLessThanOrEqual(lengthOf(document.blocks) / 3);
      expect(countWords(preview) + remainingWords).toBe(total);
      expect(['heading', 'divider']).not.toContain(preview.blocks.at(-1)?.type);
    }),
  );
});

function lengthOf(blocks: readonly Block[]): number {
  const texts = blocks.map((block) => documentToPlainText({ version: 1, blocks: [block] }));
  return texts.join('').length;
}

test.each(['latin', 'chinese', 'japanese', 'thai'] as const)(
  'a preview of a %s text takes no further block once it has enough words',
  (script) => {
    const blocks = Array.from({ length: 12 }, (_, index) => blockOf('paragraph', 60, index, script));
    const wordCount = countWords({ version: 1, blocks });
    const perBlock = wordCount / 12;
    expect(perBlock).toBeGreaterThanOrEqual(60);
    expect(previewOf({ version: 1, blocks }, wordCount)).toMatchObject({
      document: { blocks: blocks.slice(0, Math.ceil(100 / perBlock)) },
    });
  },
);

test.each([
  ['Two well-known words.', 3],
  ['日本語の文章には空白がありません。', 9],
  ['他来到了网易杭研大厦', 8],
  ['ภาษาไทยไม่มีช่องว่างระหว่างคำ', 7],
])('%s has %i words', (text, words) => {
  expect(countWords({ version: 1, blocks: [{ type: 'paragraph', content: [{ text }] }] })).toBe(words);
});

test('a text of one block has no public part', () => {
  const document = { version: 1 as const, blocks: [blockOf('paragraph', 40, 0)] };
  expect(previewOf(document, 40)).toEqual({ document: { version: 1, blocks: [] }, remainingWords: 40 });
});
