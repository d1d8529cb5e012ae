import {
  type DocumentNode,
  type FieldNode,
  type GraphQLError,
  type GraphQLSchema,
  type OperationDefinitionNode,
} from 'graphql';
import { Completion, nulled } from './completion';
import { type DataObject } from '../data';
import { errorAt, type Refusal } from '../faults/errors';
import { type Tally } from './tally';
import { type ExecutionContext } from '../execution-context';
import { introspectField } from './introspection';
import { Selections } from '../compile/selection';

/** The client's side of an execution. */
export interface Projection {
  readonly apiSchema: GraphQLSchema;
  readonly document: DocumentNode;
  readonly operation: OperationDefinitionNode;
  readonly refusals: ReadonlyMap<FieldNode, Refusal>;
  /** Told of each object, where somebody wants to know what they cost. */
  readonly tally?: Tally | undefined;
}

export interface ProjectedAnswer {
  readonly data: DataObject | null;
  readonly errors: readonly GraphQLError[];
}

/** Shapes the merged data of all fetches into the answer of the client's operation. */
export function project(projection: Projection, context: ExecutionContext): ProjectedAnswer {
  const { apiSchema, document, operation, refusals } = projection;
  const rootType = apiSchema.getRootType(operation.operation);
  if (!rootType) throw new TypeError(`The public schema has no ${operation.operation} type.`);
  const selections = new Selections(apiSchema, document, context.variables, refusals);
  const completion = new Completion({
    apiSchema,
    schema: context.schema,
    faults: context.faults,
    selections,
    tally: projection.tally,
    introspect: (nodes) => introspectField(apiSchema, document, operation, nodes, context.variables),
  });
  const data = completion.completeRoot(context.data, rootType, operation.selectionSet);
  // What was reported without a path and made nothing null is told all the same.
  const unplaced = [...context.unplaced].filter((cause) => !completion.told.has(cause));
  const errors = [...completion.errors, ...unplaced.map((cause) => errorAt(undefined, cause))];
  return { data: data === nulled ? null : data, errors };
}
