import type { Block, BlockDocument, Inline } from './document';

/** Scripts that put no space between words. */
const unspaced =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/u;

const segmenter = new Intl.Segmenter('und', { granularity: 'word' });

/** The document's words without any form; blocks are separated by an empty line. */
export function documentToPlainText({ blocks }: BlockDocument): string {
  return blocks
    .map(blockToPlainText)
    .filter((text) => text !== '')
    .join('\n\n');
}

export function countWords({ blocks }: BlockDocument): number {
  return blocks.reduce((sum, block) => sum + countWordsOf(blockToPlainText(block)), 0);
}

/** Words as readers count them: between spaces, and by a dictionary where a script has none. */
export function countWordsOf(text: string): number {
  // A dictionary takes milliseconds for a page of text, so only those who need it pay for it.
  if (!unspaced.test(text)) return text.match(/\S+/g)?.length ?? 0;
  return [...segmenter.segment(text)].filter(({ isWordLike }) => isWordLike).length;
}

export function blockToPlainText(block: Block): string {
  switch (block.type) {
    case 'paragraph':
    case 'heading':
      return textOf(block.content);
    case 'quote':
      return block.cite === undefined ? textOf(block.content) : `${textOf(block.content)}\n— ${block.cite}`;
    case 'list':
      return block.items
        .map((item, index) => `${block.ordered ? `${index + 1}.` : '-'} ${textOf(item)}`)
        .join('\n');
    case 'divider':
      return '';
  }
}

function textOf(content: readonly Inline[]): string {
  return content.map(({ text }) => text).join('');
}
