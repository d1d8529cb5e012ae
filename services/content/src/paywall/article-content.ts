import { previewOf, withSafeLinks, type BlockDocument } from '../documents/document.read';
import type { AccessDecision } from './paywall.rules';
import type { FullContent, PreviewContent } from './paywall.type';

/** The text as the paywall lets it through; its other forms are made from `richText`. */
export type ContentValue = Omit<FullContent, Forms> | Omit<PreviewContent, Forms>;
type Forms = 'html' | 'plainText';

/** The whole text, or its public beginning and the way in: what comes after is not in the result at all. */
export function contentFor(
  { document: stored, wordCount }: { readonly document: BlockDocument; readonly wordCount: number },
  decision: AccessDecision,
  offeredPlanIds: readonly string[],
): ContentValue {
  const document = withSafeLinks(stored);
  if (decision.granted) return { richText: document, grantedBy: decision.reason };
  const { document: preview, remainingWords } = previewOf(document, wordCount);
  const { reason, headline } = decision;
  const offers = offeredPlanIds.map((id) => ({ id }));
  return { richText: preview, remainingWords, paywall: { reason, headline, offers } };
}
