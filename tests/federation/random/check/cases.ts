import { GraphQLError, validate, NoUnusedVariablesRule, parse, specifiedRules } from 'graphql';
import { type RandomGraph, randomGraph } from '../graph/random-graph';
import { randomModel } from '../model/random-model';
import { isComposite, type Model } from '../model/model';
import { randomOperation, type RandomOperation } from '../operation/random-operation';
import { Random } from '../random';
import { type Feature, featuresOfField } from './features';

/** Operations that share a supergraph, for composing is slow. */
const operationsPerGraph = 50;

/** One operation on one supergraph, the same for the same number. */
export interface Case {
  readonly number: number;
  readonly graph: RandomGraph;
  readonly operation: RandomOperation;
}

/** Cases `first`, `first + 1` and so on. */
export function* randomCases(first: number, count: number): Generator<Case> {
  let graph: RandomGraph | undefined;
  for (let number = first; number < first + count; number += 1) {
    const seed = Math.floor(number / operationsPerGraph);
    if (graph?.model.seed !== seed) graph = randomGraph(randomModel(seed));
    yield { number, graph, operation: validOperation(graph, number) };
  }
}

function validOperation(graph: RandomGraph, number: number): RandomOperation {
  const weigh = weights(graph.model);
  for (let attempt = 0; attempt < 50; attempt += 1) {
    const operation = randomOperation(graph.schema, new Random(`operation ${number} ${attempt}`), weigh);
    if (isValid({ graph, operation })) return operation;
  }
  throw new Error(`No operation for case ${number} is valid.`);
}

const rules = specifiedRules.filter((rule) => rule !== NoUnusedVariablesRule);

export function isValid({ graph, operation }: Pick<Case, 'graph' | 'operation'>): boolean {
  try {
    return validate(graph.schema, parse(operation.query), rules).length === 0;
  } catch (error) {
    if (error instanceof GraphQLError) return false;
    throw error;
  }
}

/** What is rare otherwise. */
const rare = new Set<Feature>([
  'unresolvable key',
  '@requires with arguments',
  '@requires with fragments',
  'query in a payload',
]);

/** Fields with features are rarer than others, so they are chosen more often. */
function weights(model: Model) {
  const known = new Map<string, number>();
  for (const type of model.types.filter(isComposite)) {
    for (const field of type.fields) {
      const places = Object.entries(field.in);
      const found = new Set(places.flatMap(([at]) => featuresOfField(model, type, field, at)));
      const isProvided = places.some(([, { provides, external }]) => provides ?? external);
      const isRare = isProvided || [...found].some((feature) => rare.has(feature));
      known.set(`${type.name}.${field.name}`, 1 + Math.min(found.size, 3) + (isRare ? 9 : 0));
    }
  }
  return (type: string, field: string): number => known.get(`${type}.${field}`) ?? 4;
}
