import type { Block, BlockDocument, Inline } from './document';
import { isSafeLink } from './links';

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** Text that means itself inside an HTML element or a quoted attribute. */
export function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => entities[character] ?? '');
}

/** The document as an HTML fragment. Only the elements named here can occur: all text is escaped. */
export function documentToHtml({ blocks }: BlockDocument): string {
  return blocks.map(blockToHtml).join('\n');
}

function blockToHtml(block: Block): string {
  switch (block.type) {
    case 'paragraph':
      return `<p>${inlinesToHtml(block.content)}</p>`;
    case 'heading':
      return `<h${block.level}>${inlinesToHtml(block.content)}</h${block.level}>`;
    case 'quote': {
      const cite = block.cite === undefined ? '' : `<cite>${escapeHtml(block.cite)}</cite>`;
      return `<blockquote><p>${inlinesToHtml(block.content)}</p>${cite}</blockquote>`;
    }
    case 'list': {
      const name = block.ordered ? 'ol' : 'ul';
      return `<${name}>${block.items.map((item) => `<li>${inlinesToHtml(item)}</li>`).join('')}</${name}>`;
    }
    case 'divider':
      return '<hr>';
  }
}

function inlinesToHtml(content: readonly Inline[]): string {
  return content.map(inlineToHtml).join('');
}

function inlineToHtml({ text, marks = [], href }: Inline): string {
  let html = escapeHtml(text);
  if (marks.includes('italic')) html = `<em>${html}</em>`;
  if (marks.includes('bold')) html = `<strong>${html}</strong>`;
  return href !== undefined && isSafeLink(href) ? `<a href="${escapeHtml(href)}">${html}</a>` : html;
}
