import { type GraphQLSchema } from 'graphql';
import { type Subgraphs } from '../upstream/subgraph-request';
import { type DataObject } from './data';
import { type Cause } from './faults/errors';
import { type FaultBook } from './faults/faults';

/** What the fetches of one operation share. */
export interface ExecutionContext {
  /** The supergraph's own schema. */
  readonly schema: GraphQLSchema;
  /** By the client's names. */
  readonly variables: Readonly<Record<string, unknown>>;
  readonly subgraphs: Subgraphs;
  /** The merged data of all fetches. */
  readonly data: DataObject;
  readonly faults: FaultBook;
  /** Errors that subgraphs reported without saying where. */
  readonly unplaced: Set<Cause>;
}
