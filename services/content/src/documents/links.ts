import type { Block, BlockDocument, Inline } from './document';

/** A link must not run script in the reader's page. */
export function isSafeLink(href: string): boolean {
  return URL.canParse(href) && ['http:', 'https:', 'mailto:'].includes(new URL(href).protocol);
}

/** The document as it may leave: its links are safe for whoever draws it, and nothing stands beside its blocks. */
export function withSafeLinks({ version, blocks }: BlockDocument): BlockDocument {
  return { version, blocks: blocks.map(safeBlock) };
}

function safeBlock(block: Block): Block {
  switch (block.type) {
    case 'paragraph':
    case 'heading':
    case 'quote':
      return { ...block, content: block.content.map(safeInline) };
    case 'list':
      return { ...block, items: block.items.map((item) => item.map(safeInline)) };
    case 'divider':
      return block;
  }
}

function safeInline(inline: Inline): Inline {
  const { href, ...plain } = inline;
  return href === undefined || isSafeLink(href) ? inline : plain;
}
