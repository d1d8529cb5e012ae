/** A run of text with the same marks. */
export interface Inline {
  readonly text: string;
  readonly marks?: readonly ('bold' | 'italic')[];
  /** `http:`, `https:` or `mailto:`; any other link is shown as plain text. */
  readonly href?: string;
}

export type Block =
  | { readonly type: 'paragraph'; readonly content: readonly Inline[] }
  | { readonly type: 'heading'; readonly level: 2 | 3; readonly content: readonly Inline[] }
  | { readonly type: 'quote'; readonly content: readonly Inline[]; readonly cite?: string }
  | { readonly type: 'list'; readonly ordered: boolean; readonly items: readonly (readonly Inline[])[] }
  | { readonly type: 'divider' };

/** The text of an article: what `RichText` carries. A change that old apps cannot draw is a new version. */
export interface BlockDocument {
  readonly version: 1;
  readonly blocks: readonly Block[];
}
