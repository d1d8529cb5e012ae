import type { Block, BlockDocument, Inline } from '../../documents/document';

/** A demo article that was written by hand, since examples name it. */
export interface FeaturedArticle {
  readonly title: string;
  readonly subtitle: string;
  readonly excerpt: string;
  readonly document: BlockDocument;
}

export function article(...blocks: readonly Block[]): BlockDocument {
  return { version: 1, blocks };
}

export function p(...content: readonly (string | Inline)[]): Block {
  return {
    type: 'paragraph',
    content: content.map((part) => (typeof part === 'string' ? { text: part } : part)),
  };
}

export function h2(text: string): Block {
  return { type: 'heading', level: 2, content: [{ text }] };
}

export function quote(text: string, cite: string): Block {
  return { type: 'quote', content: [{ text }], cite };
}

export function list(...items: readonly string[]): Block {
  return { type: 'list', ordered: false, items: items.map((text) => [{ text }]) };
}

export function em(text: string): Inline {
  return { text, marks: ['italic'] };
}
