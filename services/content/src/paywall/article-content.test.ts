import type { Block, BlockDocument, Inline } from '../documents/document';
import { contentFor } from './article-content';
import type { AccessDecision } from './paywall.rules';

const open: AccessDecision = { granted: true, reason: 'PUBLIC' };
const closed: AccessDecision = { granted: false, reason: 'MEMBERSHIP_REQUIRED', headline: 'Become one.' };

function document(...blocks: readonly Block[]): BlockDocument {
  return { version: 1, blocks };
}

function richText(stored: BlockDocument, decision: AccessDecision): BlockDocument {
  return contentFor({ document: stored, wordCount: 100 }, decision, []).richText;
}

test('what stands beside the blocks of a stored document never leaves', () => {
  const paragraph: Block = { type: 'paragraph', content: [{ text: 'Some words.' }] };
  const whole = document(paragraph, paragraph, paragraph);
  const stored = { ...whole, summary: 'Gated.' };
  expect(richText(stored, open)).toEqual(whole);
  expect(richText(stored, closed)).toEqual(document(paragraph));
});

test('only safe links leave, from blocks of any kind', () => {
  const link = (href: string): Inline => ({ text: 'a link', marks: ['bold'], href });
  const blocks = (...content: Inline[]): Block[] => [
    { type: 'paragraph', content },
    { type: 'heading', level: 2, content },
    { type: 'quote', content, cite: 'Someone' },
    { type: 'list', ordered: true, items: [content, content] },
    { type: 'divider' },
  ];
  const long: Block = { type: 'paragraph', content: [{ text: 'word '.repeat(200) }] };
  const [https, mail] = [link('https://a.example/'), link('mailto:a@b.example')];
  const stored = document(
    ...blocks(https, mail, link('javascript:alert(1)'), link('data:text/html,x')),
    long,
  );
  const safe = blocks(https, mail, { text: 'a link', marks: ['bold'] }, { text: 'a link', marks: ['bold'] });
  expect(richText(stored, open)).toEqual(document(...safe, long));
  expect(richText(stored, closed)).toEqual(document(...safe.slice(0, -1)));
});
