import fc from 'fast-check';
import type { Block } from './document';
import { documentToHtml } from './html';
import { countWords, documentToPlainText } from './plain-text';
import { previewOf } from './preview.rules';

/** A block whose words are all `w<index>`, so that any of them can be recognised. */
function blockOf(kind: Block['type'], words: number, index: number): Block {
  const content = [{ text: Array.from({ length: words }, () => `w${index}.`).join(' ') }];
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
    ),
    {
      maxLength: 16,
    },
  )
  .map((blocks) => ({
    version: 1 as const,
    blocks: blocks.map(([kind, words], index) => blockOf(kind, words, index)),
  }));

test('a preview is a beginning of whole blocks, and nothing of a later block is in any of its forms', () => {
  fc.assert(
    fc.property(documents, (document) => {
      const { document: preview } = previewOf(document);
      const kept = preview.blocks.length;
      expect(preview.blocks).toEqual(document.blocks.slice(0, kept));
      const forms = [documentToHtml(preview), documentToPlainText(preview), JSON.stringify(preview)];
      for (let later = kept; later < document.blocks.length; later++) {
        for (const form of forms) expect(form).not.toContain(`w${later}.`);
      }
    }),
  );
});

test('a preview has at most a third of the words, says how many remain, and never ends in a heading', () => {
  fc.assert(
    fc.property(documents, (document) => {
      const { document: preview, remainingWords } = previewOf(document);
      const total = countWords(document);
      expect(countWords(preview)).toBeLessThanOrEqual(total / 3);
      expect(countWords(preview) + remainingWords).toBe(total);
      expect(['heading', 'divider']).not.toContain(preview.blocks.at(-1)?.type);
    }),
  );
});

test('a preview takes no further block once it has enough words', () => {
  const blocks = Array.from({ length: 12 }, (_, index) => blockOf('paragraph', 60, index));
  expect(previewOf({ version: 1, blocks })).toMatchObject({
    document: { blocks: blocks.slice(0, 2) },
    remainingWords: 600,
  });
});

test('a text of one block has no public part', () => {
  const document = { version: 1 as const, blocks: [blockOf('paragraph', 40, 0)] };
  expect(previewOf(document)).toEqual({ document: { version: 1, blocks: [] }, remainingWords: 40 });
});
