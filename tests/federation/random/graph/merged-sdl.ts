import {
  type CompositeModel,
  type FieldModel,
  isComposite,
  type Model,
  type TypeModel,
} from '../model/model';
import { argument, printArguments } from './sdl';

/** The document of the whole graph as clients see it, by the rules of composition, but made without composing. */
export function mergedSdl({ types }: Model): string {
  const hidden = new Set(types.flatMap((type) => (isComposite(type) && type.hidden ? [type.name] : [])));
  return types.flatMap((type) => definition(type)).join('\n');

  function definition(type: TypeModel): string[] {
    if (hidden.has(type.name)) return [];
    if (Object.keys(type.in).length === 0) return [];
    if (isComposite(type)) return [composite(type)];
    switch (type.kind) {
      case 'union': {
        const members = [...new Set(Object.values(type.in).flat())].filter((name) => !hidden.has(name));
        return [`union ${type.name} = ${members.join(' | ')}`];
      }
      case 'enum':
        return [`enum ${type.name} { ${visibleValues(type).join(' ')} }`];
      case 'input':
        return [
          `input ${type.name}${type.oneOf ? ' @oneOf' : ''} { ${shared(Object.values(type.in)).map(argument).join(' ')} }`,
        ];
      case 'scalar':
        return [`scalar ${type.name}`];
    }
  }

  function composite(type: CompositeModel): string {
    const interfaces = interfacesOf(type).filter((name) => !hidden.has(name));
    const inherited = interfaces
      .flatMap((name) => types.find((each) => each.name === name) ?? [])
      .filter(isComposite)
      .flatMap((each) => fieldsOfInterfaceObjects(each));
    const fields = [...type.fields.filter(isAnswered), ...inherited].filter((field) => !field.hidden);
    const unique = [...new Map(fields.map((field) => [field.name, field])).values()];
    const named = interfaces.length > 0 ? ` implements ${interfaces.join(' & ')}` : '';
    const lines = unique.map((field) => `  ${field.name}${printArguments(field.args)}: ${field.type}`);
    return `${type.kind} ${type.name}${named} {\n${lines.join('\n')}\n}`;
  }
}

/** Names of the interfaces that some subgraph says a type implements. */
export function interfacesOf(type: CompositeModel): readonly string[] {
  return [...new Set(Object.values(type.in).flatMap((placement) => placement.implements))];
}

/** What subgraphs add to an interface that they know as an object type, and so to all its implementations. */
export function fieldsOfInterfaceObjects(type: CompositeModel): readonly FieldModel[] {
  const graphs = Object.keys(type.in).filter((each) => type.in[each]!.interfaceObject);
  return type.fields.filter((field) => graphs.some((graph) => field.in[graph] && !field.in[graph].external));
}

/** Values that clients may see or give. */
export function visibleValues(type: Extract<TypeModel, { kind: 'enum' }>): readonly string[] {
  const lists = Object.values(type.in);
  const all = [...new Set(lists.flat())];
  const merged =
    type.use === 'input' ? all.filter((value) => lists.every((list) => list.includes(value))) : all;
  return merged.filter((value) => !type.hiddenValues.includes(value));
}

function isAnswered(field: FieldModel): boolean {
  return Object.values(field.in).some(({ external }) => !external);
}

function shared<Item extends { readonly name: string }>(lists: readonly (readonly Item[])[]): Item[] {
  const [first = [], ...others] = lists;
  return first.filter(({ name }) => others.every((list) => list.some((each) => each.name === name)));
}
