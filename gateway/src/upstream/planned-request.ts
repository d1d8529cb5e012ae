import { type SubgraphOperation } from '../plan/query-plan';
import { requestBody } from './request-body';
import { type RepresentationList, type RequestParts, type SubgraphRequest } from './subgraph-request';

/** One operation of a plan, as it goes out. Its body is written when somebody wants to send it, and once. */
export class PlannedRequest implements SubgraphRequest, RequestParts {
  #body: Buffer | undefined;

  constructor(
    readonly operation: SubgraphOperation,
    readonly variables: Readonly<Record<string, unknown>>,
    readonly representations: readonly RepresentationList[],
  ) {}

  get subgraph(): string {
    return this.operation.subgraph;
  }

  get kind(): 'query' | 'mutation' {
    return this.operation.operationKind;
  }

  get parts(): RequestParts {
    return this;
  }

  get body(): Buffer {
    return (this.#body ??= requestBody(this));
  }
}
