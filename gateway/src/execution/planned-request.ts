import { type SubgraphOperation } from '../plan/query-plan';
import {
  type RepresentationList,
  type RequestParts,
  type SubgraphRequest,
} from '../upstream/subgraph-request';
import { byteString } from './answer-data';
import { usedVariables } from './used-variables';

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

/** As `JSON.stringify` would print it. */
function requestBody({ operation, variables, representations }: RequestParts): Buffer {
  const used = Object.entries(usedVariables(operation, variables)).map(
    ([name, value]) => `${JSON.stringify(name)}:${byteString(JSON.stringify(value))}`,
  );
  const lists = representations.map(
    ({ variable, texts }) => `${JSON.stringify(variable)}:[${texts.join(',')}]`,
  );
  const name = operation.operationName;
  const body =
    `{"query":${byteString(JSON.stringify(operation.operation))},` +
    `"variables":{${[...used, ...lists].join(',')}}` +
    `${name === undefined ? '' : `,"operationName":${JSON.stringify(name)}`}}`;
  return Buffer.from(body, 'latin1');
}
