import { CostRates } from '@nutgraf/gateway/operation/cost/cost-rates';
import { staticCost } from '@nutgraf/gateway/operation/cost/static-cost';
import { resolved } from '@nutgraf/gateway/execution/pricing';
import {
  buildASTSchema,
  type ConstDirectiveNode,
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  getNamedType,
  getNullableType,
  type GraphQLObjectType,
  type GraphQLOutputType,
  type GraphQLSchema,
  isAbstractType,
  isLeafType,
  isListType,
  isObjectType,
  Kind,
  type OperationDefinitionNode,
  parse,
  visit,
} from 'graphql';
import { collectFields, collectSubfields } from 'graphql/execution/collectFields';
import { getVariableValues } from 'graphql/execution/values';
import { type Case, randomCases } from './check/cases';
import { runsFromEnvironment } from './check/run';

const runs = runsFromEnvironment(1000);

test(
  'random operations cost what a simple reading of the rules says, and longer lists never cost less',
  () => {
    let different = 0;
    for (const each of randomCases(runs.first, runs.count)) {
      const [short, usual, long] = [1, 3, 5].map((listSize) => costsOf(each, listSize));
      expect({ number: each.number, cost: usual!.ours }).toEqual({
        number: each.number,
        cost: usual!.simple,
      });
      expect(short!.ours).toBeGreaterThanOrEqual(0);
      expect(short!.ours).toBeLessThanOrEqual(usual!.ours);
      expect(usual!.ours).toBeLessThanOrEqual(long!.ours);
      if (short!.ours < long!.ours) different += 1;
    }
    expect(different).toBeGreaterThan(runs.count / 20);
  },
  Math.max(120_000, runs.count * 100),
);

/** Writes weights and sizes on fields, which ones their names decide. */
function weighted(document: DocumentNode): GraphQLSchema {
  const directive = (name: string, argument: string, value: number): ConstDirectiveNode => ({
    kind: Kind.DIRECTIVE,
    name: { kind: Kind.NAME, value: name },
    arguments: [
      {
        kind: Kind.ARGUMENT,
        name: { kind: Kind.NAME, value: argument },
        value: { kind: Kind.INT, value: String(value) },
      },
    ],
  });
  const withDirectives = visit(document, {
    FieldDefinition: (node) => {
      const { weight, size } = rulesFor(node.name.value);
      return {
        ...node,
        directives: [
          ...(node.directives ?? []),
          ...(weight === undefined ? [] : [directive('cost', 'weight', weight)]),
          ...(size === undefined ? [] : [directive('listSize', 'assumedSize', size)]),
        ],
      };
    },
  });
  return buildASTSchema(withDirectives, { assumeValid: true });
}

function rulesFor(field: string): { weight: number | undefined; size: number | undefined } {
  const hash = [...field].reduce((sum, letter) => sum * 31 + letter.charCodeAt(0), 7) % 11;
  return { weight: hash < 4 ? hash : undefined, size: hash > 8 ? hash - 7 : undefined };
}

const known = new WeakMap<object, GraphQLSchema>();

function costsOf({ graph, operation: { query, variables } }: Case, listSize: number) {
  const { supergraph } = graph.graph;
  const schema = known.get(graph) ?? weighted(supergraph.document);
  known.set(graph, schema);
  const { apiSchema } = supergraph;
  const document = parse(query);
  const operation = document.definitions.find(
    (definition): definition is OperationDefinitionNode => definition.kind === Kind.OPERATION_DEFINITION,
  )!;
  const { coerced = {} } = getVariableValues(apiSchema, operation.variableDefinitions ?? [], variables);
  const price = staticCost({ document, operation }, coerced, apiSchema, new CostRates(schema), listSize);
  return {
    ours: resolved(price, coerced),
    simple: simpleCost(apiSchema, document, operation, coerced, listSize),
  };
}

/** Walks the operation for every combination of types, with what graphql-js says is selected. */
function simpleCost(
  schema: GraphQLSchema,
  document: DocumentNode,
  operation: OperationDefinitionNode,
  variables: Record<string, unknown>,
  listSize: number,
): number {
  const fragments: Record<string, FragmentDefinitionNode> = Object.create(null) as never;
  for (const each of document.definitions) {
    if (each.kind === Kind.FRAGMENT_DEFINITION) fragments[each.name.value] = each;
  }
  const isRoot = (type: GraphQLObjectType) =>
    [schema.getQueryType(), schema.getMutationType()].includes(type);
  const ofObject = (type: GraphQLObjectType, fields: ReadonlyMap<string, readonly FieldNode[]>): number => {
    let cost = isRoot(type) ? 0 : 1;
    for (const nodes of fields.values()) {
      const name = nodes[0]!.name.value;
      const field = type.getFields()[name];
      if (!field) continue;
      const { weight, size } = rulesFor(name);
      cost += weight ?? (type === schema.getMutationType() ? 10 : 0);
      cost += values(field.type, size ?? listSize) * ofValue(field.type, nodes);
    }
    return cost;
  };
  const values = (type: GraphQLOutputType, size: number): number => {
    const outer = getNullableType(type);
    return isListType(outer) ? size * values(outer.ofType, listSize) : 1;
  };
  const ofValue = (type: GraphQLOutputType, nodes: readonly FieldNode[]): number => {
    const named = getNamedType(type);
    if (isLeafType(named)) return 0;
    const types = isAbstractType(named) ? schema.getPossibleTypes(named) : [named].filter(isObjectType);
    return Math.max(
      0,
      ...types.map((each) => ofObject(each, collectSubfields(schema, fragments, variables, each, nodes))),
    );
  };
  const root = schema.getRootType(operation.operation)!;
  return ofObject(root, collectFields(schema, fragments, variables, root, operation.selectionSet));
}
