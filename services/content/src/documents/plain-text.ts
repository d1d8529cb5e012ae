import type { Block, BlockDocument, Inline } from './document';

/** The document's words without any form; blocks are separated by an empty line. */
export function documentToPlainText({ blocks }: BlockDocument): string {
  return blocks
    .map(blockToPlainText)
    .filter((text) => text !== '')
    .join('\n\n');
}

export function countWords({ blocks }: BlockDocument): number {
  return blocks.reduce((sum, block) => sum + countBlockWords(block), 0);
}

export function countBlockWords(block: Block): number {
  return blockToPlainText(block).match(/\S+/g)?.length ?? 0;
}

function blockToPlainText(block: Block): string {
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
