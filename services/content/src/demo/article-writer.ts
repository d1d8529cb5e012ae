import type { SeededRandom } from '@nutgraf/kit/demo/random';
import type { Block, BlockDocument } from '../documents/document';
import { generalBank } from './general-bank';
import { SentenceFiller, shuffled } from './sentence-filler';
import type { TopicBank } from './topics/topic-bank';

/** The words of a demo article. */
export interface WrittenArticle {
  readonly subtitle: string | null;
  readonly excerpt: string;
  readonly document: BlockDocument;
}

/** Writes an article of 6 to 14 blocks from a topic's bank. The excerpt uses sentences of its own. */
export function writeArticle(random: SeededRandom, bank: TopicBank): WrittenArticle {
  const filler = new SentenceFiller(random, bank.voices);
  const [deck = '', otherDeck = ''] = shuffled(random, bank.decks);
  return {
    subtitle: random.next() < 0.8 ? deck : null,
    excerpt: `${otherDeck} ${filler.fill(random.pick(generalBank.promises))}`,
    document: { version: 1, blocks: writeBlocks(random, bank, filler) },
  };
}

function writeBlocks(random: SeededRandom, bank: TopicBank, filler: SentenceFiller): Block[] {
  const deck = <T extends string>(sentences: readonly T[]) => {
    const rest = shuffled(random, sentences);
    return () => filler.fill(rest.pop() ?? random.pick(sentences));
  };
  const lead = deck(bank.leads);
  const fact = deck(bank.facts);
  const link = deck(generalBank.links);
  const heading = deck(generalBank.headings);
  const quote = deck(bank.quotes);

  const sections: (() => Block[])[] = [
    () => [titled(heading()), paragraph(fact(), link(), fact())],
    () => [paragraph(fact(), fact(), link()), quoted(quote(), filler.fill('{voice}'))],
    () => [
      titled(heading()),
      paragraph(fact(), link()),
      paragraph(filler.fill(random.pick(generalBank.doubts))),
    ],
    () => [
      paragraph(filler.fill(random.pick(generalBank.introductions))),
      listed(shuffled(random, bank.points).slice(0, random.integer(3, 4))),
    ],
  ];
  const chosen = shuffled(random, sections).slice(0, random.integer(2, 4));
  return [
    paragraph(lead(), fact(), link()),
    paragraph(fact(), link()),
    ...chosen.flatMap((write) => write()),
    paragraph(filler.fill(random.pick(generalBank.closings))),
  ];
}

function paragraph(...sentences: readonly string[]): Block {
  return { type: 'paragraph', content: [{ text: sentences.join(' ') }] };
}

function titled(text: string): Block {
  return { type: 'heading', level: 2, content: [{ text }] };
}

function quoted(text: string, cite: string): Block {
  return { type: 'quote', content: [{ text }], cite };
}

function listed(points: readonly string[]): Block {
  return { type: 'list', ordered: false, items: points.map((text) => [{ text }]) };
}
