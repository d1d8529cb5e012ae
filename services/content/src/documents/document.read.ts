/** What other rooms use of documents. */
export type { BlockDocument } from './document';
export { documentToHtml, escapeHtml } from './html';
export { withSafeLinks } from './links';
export { documentToPlainText } from './plain-text';
export { previewOf } from './preview.rules';
export { HtmlScalar, RichTextScalar } from './scalars';
