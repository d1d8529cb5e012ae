import { type Draft } from '../draft';
import { type FieldModel } from '../model';

/** Fields that one subgraph computes from what others know of the same entity. */
export function addRequires(draft: Draft): void {
  const { random } = draft;
  for (const entity of draft.entities()) {
    const [from, to] = random.shuffled(draft.placesOf(entity));
    if (from === undefined || to === undefined || random.chance(0.3)) continue;
    const weightType = random.oneOf(['Int', 'Int!', '[[Float]]', 'JSON', 'Mood']);
    const piece = new RequiresOf(draft, entity, from, to, weightType);
    if (random.chance(0.6)) piece.plain();
    if (random.chance(0.7)) piece.withArguments();
    if (random.chance(0.5)) piece.nested();
    if (random.chance(0.5)) piece.ofEntity();
    if (random.chance(0.6)) piece.withFragments();
  }
}

class RequiresOf {
  constructor(
    private readonly draft: Draft,
    private readonly entity: string,
    private readonly from: string,
    private readonly to: string,
    private readonly weightType: string,
  ) {
    draft.know(entity, from);
    draft.know(entity, to);
  }

  plain(): void {
    const { random } = this.draft;
    const weight = this.#external('weight', this.weightType);
    const sum = this.#field('sum', 'weight');
    // What is computed may be required in turn, by a subgraph that need not know where it comes from.
    const next = this.draft.placeOf(this.entity, this.to);
    if (next === undefined || random.chance(0.4)) return;
    this.draft.know(this.entity, next);
    this.draft.answer(sum, next, { external: true });
    const fields = random.chance(0.5) && !weight.in[next] ? 'sum weight' : 'sum';
    if (fields !== 'sum') this.draft.answer(weight, next, { external: true });
    this.draft.field(this.entity, next, 'sumOfSums', 'String', { rule: 'required' }).in[next] = {
      requires: fields,
    };
  }

  withArguments(): void {
    const { random } = this.draft;
    this.#external('price', random.oneOf(['Int', 'Float!']), [
      { name: 'unit', type: 'String!' },
      { name: 'most', type: 'Int', default: '1' },
    ]);
    const argumentsOf = (unit: string): string => `price(unit: "${unit}", most: ${random.below(3)})`;
    this.#field('inEuro', argumentsOf('EUR'));
    if (random.chance(0.7)) this.#field('inPound', argumentsOf('GBP'));
    if (random.chance(0.3)) this.#field('inEuroToo', argumentsOf('EUR'));
  }

  nested(): void {
    const { draft } = this;
    if (!draft.type('Area')) return;
    this.#external('ground', draft.random.oneOf(['Area', '[Area!]', '[[Area]!]!']));
    const sets = ['ground { wide }', 'ground { wide high title }', 'ground { high spot { wide title } }'];
    const withArguments = ['M', 'KM'].map((unit) => `ground { span(unit: "${unit}") }`);
    for (const [index, requires] of draft.random
      .shuffled([...sets, ...withArguments])
      .slice(0, 3)
      .entries()) {
      this.#field(`groundRent${index}`, requires);
    }
  }

  /** Requires a field of another entity, which is somewhere else again. */
  ofEntity(): void {
    const { draft } = this;
    const other = draft.random.oneOf(draft.entities());
    const owner = draft.placeOf(other, this.to);
    const at = [this.from, this.to].every((each) => draft.placesOf(other).includes(each));
    if (owner === undefined || !at || draft.composite(other).fields.some(({ name }) => name === 'fame'))
      return;
    const fame = draft.field(other, owner, 'fame', draft.random.oneOf(['Int', 'String!']));
    draft.refer(other, this.to);
    draft.answer(fame, this.to, { external: true });
    this.#external('maker', draft.random.oneOf([other, `[${other}!]`, `${other}!`]));
    this.#field('makersFame', draft.random.oneOf(['maker { fame }', 'maker { id fame }']), other);
  }

  withFragments(): void {
    const { draft, entity } = this;
    const here = (name: string): boolean =>
      [this.from, this.to].every((each) => draft.placesOf(name).includes(each));
    const members = draft.random.some(draft.entities().filter(here));
    const union = `PrizeOf${entity}`;
    draft.add({ kind: 'union', name: union, in: { [this.from]: [...members], [this.to]: [...members] } });
    for (const member of members) {
      draft.refer(member, this.from);
      draft.giveKey(member, this.to, 'id', false);
    }
    this.#external('prize', draft.random.oneOf([union, `[${union}!]`]));
    this.#field('prizeText', `prize { ${members.map((name) => `... on ${name} { id }`).join(' ')} }`);
  }

  #external(name: string, type: string, args: FieldModel['args'] = []): FieldModel {
    const field = this.draft.field(this.entity, this.from, name, type, { args });
    this.draft.answer(field, this.to, { external: true });
    return field;
  }

  #field(name: string, requires: string, needsIdOf?: string): FieldModel {
    if (needsIdOf !== undefined && requires.includes(' id '))
      this.draft.giveKey(needsIdOf, this.to, 'id', false);
    const type = this.draft.random.oneOf(['String', 'String!']);
    const field = this.draft.field(this.entity, this.to, name, type, { rule: 'required' });
    field.in[this.to] = { requires };
    return field;
  }
}
