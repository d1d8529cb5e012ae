import {
  type BatchFetchNode as RawBatch,
  type FetchNode as RawFetch,
  type FlattenNodePathSegment,
  type OutputRewrite,
  type RequiresSelection,
} from '@graphql-hive/router-query-planner';
import { type GraphQLSchema } from 'graphql';
import { ConvertRequires } from './convert-requires';
import { operationShape, type OperationShape, renamedTree } from './field-tree';
import { PlanError } from './plan-error';
import {
  type EntityFetchNode,
  type EntitySelection,
  type FetchNode,
  type FieldTree,
  type FlattenPath,
  type FlattenStep,
  type KeyRename,
  type SubgraphOperation,
} from './query-plan';
import { type JoinFacts } from './subgraphs';

type RawOperation = Pick<
  RawFetch,
  'serviceName' | 'operation' | 'operationKind' | 'operationName' | 'variableUsages'
>;

/** Turns the planner's fetches of one operation into ours. */
export class ConvertFetch {
  constructor(
    private readonly schema: GraphQLSchema,
    private readonly facts: JoinFacts,
    private readonly subgraphNames: ReadonlyMap<string, string>,
    private readonly clientVariables: ReadonlyMap<string, string>,
  ) {}

  plain(raw: RawFetch, path: FlattenPath): FetchNode {
    const renames = convertRenames(raw.outputRewrites);
    const fields = renamedTree(operationShape(raw.operation).fields, renames);
    return { kind: 'Fetch', ...this.#operation(raw), path, fields, renames };
  }

  entities(raw: RawFetch, requires: readonly RequiresSelection[], path: FlattenPath): EntityFetchNode {
    const alias = { alias: '_entities', representationsVariableName: 'representations' };
    const selection = { ...alias, outputRewrites: raw.outputRewrites };
    return {
      kind: 'EntityFetch',
      ...this.#operation(raw),
      selections: [this.#selection(raw, selection, requires, [path], operationShape(raw.operation))],
    };
  }

  batch(
    raw: RawBatch,
    convertPath: (path: readonly FlattenNodePathSegment[]) => FlattenPath,
  ): EntityFetchNode {
    const shape = operationShape(raw.operation);
    const selections = raw.entityBatch.aliases.map((alias) =>
      this.#selection(raw, alias, alias.requires, alias.paths.map(convertPath), shape),
    );
    return { kind: 'EntityFetch', ...this.#operation(raw), selections };
  }

  #selection(
    raw: RawOperation,
    alias: {
      readonly alias: string;
      readonly representationsVariableName: string;
      readonly outputRewrites?: readonly OutputRewrite[] | undefined;
    },
    requires: readonly RequiresSelection[],
    paths: readonly FlattenPath[],
    shape: OperationShape,
  ): EntitySelection {
    const renames = convertRenames(alias.outputRewrites);
    const fields: FieldTree = shape.fields.get(alias.alias) ?? new Map<string, FieldTree>();
    const convert = new ConvertRequires(
      this.schema,
      this.facts.interfaceObjects.get(this.#subgraphOf(raw)) ?? new Set(),
      shape.typeConditions.get(alias.alias) ?? new Set(),
    );
    return {
      key: alias.alias,
      variable: alias.representationsVariableName,
      paths,
      requires: convert.entities(requires),
      fields: renamedTree(fields, renames),
      renames,
    };
  }

  #subgraphOf({ serviceName }: RawOperation): string {
    return this.subgraphNames.get(serviceName) ?? serviceName;
  }

  #operation(raw: RawOperation): SubgraphOperation {
    const kind = raw.operationKind ?? 'query';
    if (kind === 'subscription') throw new PlanError('A subscription is not fetched.');
    return {
      subgraph: this.#subgraphOf(raw),
      operationKind: kind,
      operation: raw.operation,
      ...(raw.operationName && { operationName: raw.operationName }),
      variables: (raw.variableUsages ?? []).map((name) => ({
        name,
        source: this.clientVariables.get(name) ?? name,
      })),
    };
  }
}

/** @throws PlanError for rewrites other than KeyRenamer, which the planner never puts on output. */
function convertRenames(rewrites: readonly OutputRewrite[] | undefined): readonly KeyRename[] {
  return (rewrites ?? []).map((rewrite): KeyRename => {
    if (!('KeyRenamer' in rewrite)) throw new PlanError('The plan rewrites output in an unknown way.');
    const path = rewrite.KeyRenamer.path.map((step): FlattenStep =>
      'Key' in step ? { kind: 'key', key: step.Key } : { kind: 'types', types: step.TypenameEquals },
    );
    return { path, to: rewrite.KeyRenamer.renameKeyTo };
  });
}
