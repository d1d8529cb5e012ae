import {
  type BatchFetchNode as RawBatch,
  type FetchNode as RawFetch,
  type FlattenNodePathSegment,
  type OutputRewrite,
  type RequiresSelection,
} from '@graphql-hive/router-query-planner';
import { type GraphQLSchema } from 'graphql';
import { type Corrections } from './corrections';
import { ConvertRequires } from './convert-requires';
import { operationShape, type OperationShape, renamedTree } from './field-tree';
import { withLiterals } from '../operation/literals';
import { type NormalisedOperation } from '../operation/normalise';
import { type ParsedOperations } from '../operation/parsed-operations';
import { PlanError } from '../plan-error';
import {
  type EntityFetchNode,
  type EntitySelection,
  type FetchNode,
  type FieldTree,
  type FlattenPath,
  type FlattenStep,
  type KeyRename,
  type RequiredEntity,
  type SubgraphOperation,
} from '../query-plan';
import { withRequiredArguments } from '../dialect/required-arguments';
import { separateShapes } from './separate-shapes';
import { type SplitOperation, splitRequirements } from './split-requirements';
import { type JoinFacts } from '../supergraph/subgraphs';

type RawOperation = Pick<
  RawFetch,
  'serviceName' | 'operation' | 'operationKind' | 'operationName' | 'variableUsages'
>;

/** One `_entities` field of a fetch. */
interface RawEntities {
  readonly alias: string;
  readonly representationsVariableName: string;
  readonly requires: readonly RequiresSelection[];
  readonly outputRewrites?: readonly OutputRewrite[] | undefined;
  readonly paths: readonly FlattenPath[];
}

/** Turns the planner's fetches of one operation into ours. */
export class ConvertFetch {
  constructor(
    private readonly schema: GraphQLSchema,
    private readonly facts: JoinFacts,
    private readonly corrections: Corrections,
    private readonly subgraphNames: ReadonlyMap<string, string>,
    private readonly normalised: Pick<NormalisedOperation, 'clientVariables' | 'literals'>,
    private readonly parsed: ParsedOperations,
  ) {}

  plain(raw: RawFetch, path: FlattenPath): FetchNode {
    const whole = this.#operation(raw);
    const separated = separateShapes(whole.operation, whole.subgraph, this.corrections.types, this.parsed);
    const { operation } = separated;
    const renames = [...separated.renames, ...convertRenames(raw.outputRewrites)];
    const fields = renamedTree(operationShape(this.parsed.of(operation)).fields, renames);
    return { kind: 'Fetch', ...whole, operation, path, fields, renames };
  }

  entities(raw: RawFetch, requires: readonly RequiresSelection[], path: FlattenPath): EntityFetchNode {
    const alias = { alias: '_entities', representationsVariableName: 'representations', requires };
    return this.#entityFetch(raw, [{ ...alias, outputRewrites: raw.outputRewrites, paths: [path] }]);
  }

  batch(
    raw: RawBatch,
    convertPath: (path: readonly FlattenNodePathSegment[]) => FlattenPath,
  ): EntityFetchNode {
    const entities = raw.entityBatch.aliases.map((alias) => ({
      ...alias,
      paths: alias.paths.map(convertPath),
    }));
    return this.#entityFetch(raw, entities);
  }

  #entityFetch(raw: RawOperation, entities: readonly RawEntities[]): EntityFetchNode {
    const whole = this.#operation(raw);
    const { operation: split, parts } = this.#split(whole, entities);
    const { operation, renames } = separateShapes(split, whole.subgraph, this.corrections.types, this.parsed);
    const shape = operationShape(this.parsed.of(operation));
    const selections = entities.flatMap((each) => {
      const requires = this.#requires(whole.subgraph, each, shape);
      const ownParts = parts.get(each.alias);
      if (!ownParts) return this.#selection(each, requires, shape, renames);
      return ownParts.map(({ key, variable, requirementsOf }) =>
        this.#selection(
          { ...each, alias: key, representationsVariableName: variable },
          requires.map((entity) => ({ ...entity, selections: requirementsOf(entity.selections) })),
          shape,
          renames,
        ),
      );
    });
    return { kind: 'EntityFetch', ...whole, operation, selections };
  }

  #split({ operation, subgraph }: SubgraphOperation, entities: readonly RawEntities[]): SplitOperation {
    const { needs } = this.corrections;
    if (needs.isEmpty) return { operation, parts: new Map() };
    const fields = entities.map(({ alias, representationsVariableName }) => ({
      key: alias,
      variable: representationsVariableName,
    }));
    return splitRequirements(operation, subgraph, fields, needs, this.parsed);
  }

  #requires(
    subgraph: string,
    { alias, requires }: RawEntities,
    shape: OperationShape,
  ): readonly RequiredEntity[] {
    const interfaceObjects = this.facts.interfaceObjects.get(subgraph) ?? new Set();
    const asked = shape.typeConditions.get(alias) ?? new Set();
    return new ConvertRequires(this.schema, interfaceObjects, asked, this.corrections.needs).entities(
      requires,
    );
  }

  #selection(
    { alias, representationsVariableName, paths, outputRewrites }: RawEntities,
    requires: readonly RequiredEntity[],
    shape: OperationShape,
    separated: readonly KeyRename[],
  ): EntitySelection {
    const own = separated.filter(({ path: [first] }) => first?.kind === 'key' && first.key === alias);
    const belowEntities = own.map(({ path, to }) => ({ path: path.slice(1), to }));
    const renames = [...belowEntities, ...convertRenames(outputRewrites)];
    const fields: FieldTree = shape.fields.get(alias) ?? new Map<string, FieldTree>();
    return {
      key: alias,
      variable: representationsVariableName,
      paths,
      requires,
      fields: renamedTree(fields, renames),
      renames,
    };
  }

  #operation(raw: RawOperation): SubgraphOperation {
    const kind = raw.operationKind ?? 'query';
    const { clientVariables, literals } = this.normalised;
    if (kind === 'subscription') throw new PlanError('A subscription is not fetched.');
    const subgraph = this.subgraphNames.get(raw.serviceName) ?? raw.serviceName;
    const operation = withLiterals(
      withRequiredArguments(raw.operation, this.corrections.requiredArguments),
      literals,
    );
    const known = this.corrections.members.known(operation, subgraph, this.parsed);
    const used = (raw.variableUsages ?? []).filter((name) => known?.variables.has(name) ?? true);
    return {
      subgraph,
      operationKind: kind,
      operation: this.corrections.keys.complete(known?.operation ?? operation, subgraph, this.parsed),
      ...(raw.operationName && { operationName: raw.operationName }),
      variables: used.map((name) => ({ name, source: clientVariables.get(name) ?? name })),
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
