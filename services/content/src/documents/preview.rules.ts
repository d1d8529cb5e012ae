import type { BlockDocument } from './document';
import { countBlockWords, countWords } from './plain-text';

/** A preview that has reached this many words takes no further block. */
const enoughWords = 100;

/** The part of a text's words that a preview may never exceed. */
const largestShare = 1 / 3;

export interface Preview {
  readonly document: BlockDocument;
  /** Words that the preview keeps back. */
  readonly remainingWords: number;
}

/**
 * The public beginning of a gated text: whole leading blocks, at most a third of the words. It may be
 * empty, when already the first block is too much. No heading stands at its end without what it announces.
 */
export function previewOf(document: BlockDocument): Preview {
  const total = countWords(document);
  let shown = 0;
  let kept = 0;
  for (const block of document.blocks) {
    const words = countBlockWords(block);
    if (shown >= enoughWords || shown + words > total * largestShare) break;
    shown += words;
    kept += 1;
  }
  while (kept > 0 && isOpening(document.blocks[kept - 1])) kept -= 1;
  const preview: BlockDocument = { ...document, blocks: document.blocks.slice(0, kept) };
  return { document: preview, remainingWords: total - countWords(preview) };
}

function isOpening(block: BlockDocument['blocks'][number] | undefined): boolean {
  return block?.type === 'heading' || block?.type === 'divider';
}
