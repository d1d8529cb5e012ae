import type { BlockDocument } from './document';
import { blockToPlainText, countWords, countWordsOf } from './plain-text';

/** A preview that has reached this many words takes no further block. */
const enoughWords = 100;

/** The part of a text that a preview may never exceed, by characters: they are the same in all scripts. */
const largestShare = 1 / 3;

export interface Preview {
  readonly document: BlockDocument;
  /** Words that the preview keeps back. */
  readonly remainingWords: number;
}

/**
 * The public beginning of a gated text: whole leading blocks, at most a third of the characters. It may be
 * empty, when already the first block is too much. No heading stands at its end without what it announces.
 * @param wordCount of the whole text, which is not counted again here
 */
export function previewOf(document: BlockDocument, wordCount: number): Preview {
  const texts = document.blocks.map(blockToPlainText);
  const total = texts.reduce((sum, { length }) => sum + length, 0);
  let words = 0;
  let characters = 0;
  let kept = 0;
  for (const text of texts) {
    if (words >= enoughWords || characters + text.length > total * largestShare) break;
    words += countWordsOf(text);
    characters += text.length;
    kept += 1;
  }
  while (kept > 0 && isOpening(document.blocks[kept - 1])) kept -= 1;
  const preview: BlockDocument = { version: document.version, blocks: document.blocks.slice(0, kept) };
  return { document: preview, remainingWords: Math.max(0, wordCount - countWords(preview)) };
}

function isOpening(block: BlockDocument['blocks'][number] | undefined): boolean {
  return block?.type === 'heading' || block?.type === 'divider';
}
