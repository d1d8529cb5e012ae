import { Kind, type SelectionSetNode } from 'graphql';
import { parseFieldSet } from '../model/field-set';
import { type CompositeModel, isComposite, type Model, namedType } from '../model/model';

type Draft = {
  -readonly [Key in keyof Model]: Model[Key] extends readonly (infer Item)[] ? Item[] : Model[Key];
};

/**
 * The model without its `at`th part, and without what needed that: a subgraph, a type, a field, either of them in one
 * subgraph, a key, a member, a value.
 */
export function withoutPart(model: Model, at: number): Model | undefined {
  const copy = structuredClone(model) as Draft;
  const cut = cutsOf(copy)[at];
  if (!cut) return undefined;
  cut();
  for (let before = ''; before !== (before = JSON.stringify(copy));) removeDangling(copy);
  return copy;
}

function cutsOf(model: Draft): readonly (() => void)[] {
  const cuts: (() => void)[] = [];
  const item = <Item>(list: readonly Item[], each: Item): void =>
    void cuts.push(() => (list as Item[]).splice(list.indexOf(each), 1));
  const place = (places: object, subgraph: string): void =>
    void cuts.push(() => delete (places as Record<string, unknown>)[subgraph]);
  for (const subgraph of model.subgraphs) item(model.subgraphs, subgraph);
  for (const type of model.types) item(model.types, type);
  for (const type of model.types) {
    for (const subgraph of Object.keys(type.in)) place(type.in, subgraph);
    if (!isComposite(type)) {
      for (const items of Object.values<unknown>(type.in)) {
        if (Array.isArray(items)) for (const each of items as readonly unknown[]) item(items, each);
      }
      continue;
    }
    for (const field of type.fields) {
      item(type.fields, field);
      for (const argument of field.args) item(field.args, argument);
      for (const [subgraph, placement] of Object.entries(field.in)) {
        place(field.in, subgraph);
        for (const key of Object.keys(placement)) place(placement, key);
      }
    }
    for (const placement of Object.values(type.in)) {
      for (const key of placement.keys) item(placement.keys, key);
      for (const name of placement.implements) item(placement.implements, name);
    }
  }
  return cuts;
}

/** What names something that is gone goes too. */
function removeDangling(model: Draft): void {
  const types = new Map(model.types.map((type) => [type.name, type]));
  const builtIn = new Set(['ID', 'String', 'Int', 'Float', 'Boolean']);
  const isKnown = (type: string): boolean => builtIn.has(namedType(type)) || types.has(namedType(type));
  for (const type of model.types) {
    const places = type.in as Record<string, unknown>;
    for (const subgraph of Object.keys(places)) {
      const isEmpty = Array.isArray(places[subgraph]) && (places[subgraph] as unknown[]).length === 0;
      if (!model.subgraphs.includes(subgraph) || isEmpty) delete places[subgraph];
    }
    if (type.kind === 'union') {
      for (const [at, members] of Object.entries(type.in)) {
        type.in[at] = members.filter((name) => types.get(name) && at in types.get(name)!.in);
      }
    }
    if (isComposite(type)) removeDanglingFields(type);
  }
  model.types = model.types.filter((type) => Object.keys(type.in).length > 0);

  function removeDanglingFields(type: CompositeModel): void {
    for (const [at, placement] of Object.entries(type.in)) {
      placement.keys = placement.keys.filter(({ fields }) => holds(type.name, fields, at));
      placement.implements = placement.implements.filter((name) => at in (types.get(name)?.in ?? {}));
      if (!type.fields.some((field) => at in field.in)) delete type.in[at];
    }
    for (const field of type.fields) {
      for (const [at, { requires }] of Object.entries(field.in)) {
        const named = types.get(namedType(field.type));
        const dangles = !(at in type.in) || (named && !(at in named.in));
        if (dangles || (requires !== undefined && !holds(type.name, requires, at))) delete field.in[at];
      }
    }
    type.fields = type.fields.filter((field) => {
      const isAnswered = Object.values(field.in).some(({ external }) => !external);
      return isAnswered && isKnown(field.type) && field.args.every((argument) => isKnown(argument.type));
    });
  }

  function holds(typeName: string, fields: string, at: string): boolean {
    return holdsSet(typeName, parseFieldSet(fields), at);
  }

  function holdsSet(typeName: string, { selections }: SelectionSetNode, at: string): boolean {
    return selections.every((selection) => {
      if (selection.kind === Kind.INLINE_FRAGMENT) {
        return holdsSet(selection.typeCondition!.name.value, selection.selectionSet, at);
      }
      const type = types.get(typeName);
      if (selection.kind !== Kind.FIELD || !isComposite(type)) return false;
      const field = type.fields.find(({ name }) => name === selection.name.value);
      if (!field?.in[at]) return false;
      return !selection.selectionSet || holdsSet(namedType(field.type), selection.selectionSet, at);
    });
  }
}
