import { leadsToRoot, rootName, withRootNamed } from './root-again';
import {
  type ArgumentModel,
  type CompositeModel,
  type FieldModel,
  isComposite,
  type Model,
  type TypeModel,
} from '../model/model';

const link = `extend schema @link(
  url: "https://specs.apollo.dev/federation/v2.7"
  import: ["@key" "@external" "@requires" "@provides" "@shareable" "@inaccessible" "@override" "@interfaceObject"]
)
directive @oneOf on INPUT_OBJECT`;

/** The document of one subgraph. */
export function subgraphSdl(model: Model, subgraph: string): string {
  const { types } = model;
  const definitions = types.filter((type) => subgraph in type.in).map((type) => definition(type, subgraph));
  const query = types.filter(isComposite).find(({ name }) => name === 'Query');
  const again =
    query?.in[subgraph] && leadsToRoot(model, subgraph)
      ? [composite({ ...query, name: rootName(subgraph) }, subgraph)]
      : [];
  return [link, ...definitions, ...again].join('\n');
}

function definition(type: TypeModel, subgraph: string): string {
  if (isComposite(type)) return composite(type, subgraph);
  switch (type.kind) {
    case 'union':
      return `union ${type.name} = ${type.in[subgraph]!.join(' | ')}`;
    case 'enum': {
      const values = type.in[subgraph]!.map((value) => value + hidden(type.hiddenValues.includes(value)));
      return `enum ${type.name} { ${values.join(' ')} }`;
    }
    case 'input': {
      const fields = type.in[subgraph]!.map(argument).join(' ');
      return `input ${type.name}${type.oneOf ? ' @oneOf' : ''} { ${fields} }`;
    }
    case 'scalar':
      return `scalar ${type.name}`;
  }
}

function composite(type: CompositeModel, subgraph: string): string {
  const { keys, implements: interfaces, interfaceObject } = type.in[subgraph]!;
  const kind = interfaceObject ? 'type' : type.kind;
  const named = interfaces.length > 0 ? ` implements ${interfaces.join(' & ')}` : '';
  const directives = keys.map(
    ({ fields, resolvable }) =>
      ` @key(fields: "${fields}"${resolvable === false ? ', resolvable: false' : ''})`,
  );
  if (interfaceObject) directives.push(' @interfaceObject');
  directives.push(hidden(type.hidden));
  const fields = type.fields
    .filter((field) => subgraph in field.in)
    .map((field) => `  ${fieldDefinition(field, subgraph)}`);
  return `${kind} ${type.name}${named}${directives.join('')} {\n${fields.join('\n')}\n}`;
}

function fieldDefinition(field: FieldModel, subgraph: string): string {
  const placement = field.in[subgraph]!;
  const { external, requires, provides, shareable, override } = placement;
  const directives = [
    external && ' @external',
    requires && ` @requires(fields: ${JSON.stringify(requires)})`,
    provides && ` @provides(fields: ${JSON.stringify(provides)})`,
    shareable && ' @shareable',
    override && ` @override(from: "${override.from}"${override.label ? `, label: "${override.label}"` : ''})`,
    // Composition refuses it on what is external.
    hidden(field.hidden && !external),
  ];
  const type = field.rule === 'root' ? withRootNamed(field.type, subgraph) : (placement.type ?? field.type);
  return `${field.name}${printArguments(field.args)}: ${type}${directives.filter(Boolean).join('')}`;
}

/** `(first: Int = 3)`, or nothing. */
export function printArguments(args: readonly ArgumentModel[]): string {
  return args.length > 0 ? `(${args.map(argument).join(' ')})` : '';
}

/** `first: Int = 3` */
export function argument({ name, type, default: value }: ArgumentModel): string {
  return `${name}: ${type}${value === undefined ? '' : ` = ${value}`}`;
}

function hidden(isHidden: boolean | undefined): string {
  return isHidden ? ' @inaccessible' : '';
}
