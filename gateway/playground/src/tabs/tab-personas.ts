import { Observable } from '../observable';
import { type Example, guest, type Persona } from '../settings';
import { exampleOf } from './example-tabs';

const key = 'nutgraf-playground:personas';

/** Whom the operations of each tab run as: it belongs to a tab as its variables do. */
export class TabPersonas {
  /** What was chosen, by id of the tab. */
  readonly chosen = new Observable<ReadonlyMap<string, string>>(new Map());

  constructor(
    private readonly personas: readonly Persona[],
    private readonly examples: readonly Example[],
    private readonly storage: Storage = localStorage,
  ) {
    this.chosen.set(new Map(this.#stored()));
  }

  /** As chosen, otherwise as the example says, otherwise a guest. */
  of(tab: string): string {
    const name = this.chosen.value.get(tab) ?? exampleOf({ id: tab }, this.examples)?.persona;
    return this.personas.some((persona) => persona.name === name) ? name! : guest;
  }

  choose(tab: string, name: string): void {
    this.#keep(new Map(this.chosen.value).set(tab, name));
  }

  /** A tab that was just opened goes on as the one before it. */
  inherit(tab: string, before: string): void {
    if (this.chosen.value.has(tab) || exampleOf({ id: tab }, this.examples)) return;
    this.choose(tab, this.of(before));
  }

  /** Forgets what was chosen for examples. */
  restore(): void {
    const own = [...this.chosen.value].filter(([id]) => !exampleOf({ id }, this.examples));
    this.#keep(new Map(own));
  }

  #keep(chosen: ReadonlyMap<string, string>): void {
    this.chosen.set(chosen);
    this.storage.setItem(key, JSON.stringify([...chosen]));
  }

  #stored(): readonly [string, string][] {
    try {
      return JSON.parse(this.storage.getItem(key) ?? '[]') as [string, string][];
    } catch {
      return [];
    }
  }
}
