import { type RequestParts } from './subgraph-request';

/** The body of a request, as `JSON.stringify` would print it. Representations are bytes already. */
export function requestBody({ operation, variables, representations }: RequestParts): Buffer {
  const used = operation.variables
    // What the client left out stays out: the operation's text holds the defaults.
    .filter(({ source }) => Object.hasOwn(variables, source))
    .map(({ name, source }) => `${JSON.stringify(name)}:${JSON.stringify(variables[source])}`);
  const lists = representations.map(
    ({ variable, texts }) => `${JSON.stringify(variable)}:[${texts.join(',')}]`,
  );
  const comma = used.length > 0 && lists.length > 0 ? ',' : '';
  const start = `{"query":${JSON.stringify(operation.operation)},"variables":{${used.join(',')}${comma}`;
  const name = operation.operationName;
  const end = `}${name === undefined ? '' : `,"operationName":${JSON.stringify(name)}`}}`;
  return Buffer.concat([Buffer.from(start), Buffer.from(lists.join(','), 'latin1'), Buffer.from(end)]);
}
