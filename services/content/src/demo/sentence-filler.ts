import type { SeededRandom } from '@nutgraf/kit/demo/random';
import { cityNames, monthNames } from './general-bank';

/** Fills the slots of sentences. One for each article, so that its `{voice}` stays the same person. */
export class SentenceFiller {
  readonly #random: SeededRandom;
  readonly #voice: string;

  constructor(random: SeededRandom, voices: readonly string[]) {
    this.#random = random;
    this.#voice = this.fill(random.pick(voices));
  }

  fill(sentence: string): string {
    const filled = sentence.replace(/\{(\w+)\}/g, (_slot, name: string) => this.#value(name));
    return filled.charAt(0).toUpperCase() + filled.slice(1);
  }

  #value(name: string): string {
    const random = this.#random;
    switch (name) {
      case 'city':
        return random.pick(cityNames);
      case 'month':
        return random.pick(monthNames);
      case 'count':
        return String(random.integer(24, 480));
      case 'months':
        return String(random.integer(3, 19));
      case 'pct':
        return String(random.integer(4, 48));
      case 'years':
        return String(random.integer(11, 34));
      case 'year':
        return String(random.integer(1924, 2019));
      case 'voice':
        return this.#voice.charAt(0).toLowerCase() + this.#voice.slice(1);
      default:
        throw new RangeError(`No demo text fills "{${name}}".`);
    }
  }
}

/** The items in another order. */
export function shuffled<T>(random: SeededRandom, items: readonly T[]): T[] {
  return items
    .map((item) => ({ item, at: random.next() }))
    .sort((a, b) => a.at - b.at)
    .map(({ item }) => item);
}
