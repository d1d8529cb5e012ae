import { type SubgraphOperation } from '../../../plan/query-plan';
import { byteString } from '../../answer-data';
import { usedVariables } from '../../fetch/used-variables';

/**
 * The body of a request, as `JSON.stringify` would print it.
 * @param representations JSON texts by variable, as byte strings
 */
export function requestBody(
  operation: SubgraphOperation,
  variables: Readonly<Record<string, unknown>>,
  representations: readonly (readonly [string, readonly string[]])[],
): Buffer {
  const used = Object.entries(usedVariables(operation, variables)).map(
    ([name, value]) => `${JSON.stringify(name)}:${byteString(JSON.stringify(value))}`,
  );
  const lists = representations.map(([name, texts]) => `${JSON.stringify(name)}:[${texts.join(',')}]`);
  const name = operation.operationName;
  const body =
    `{"query":${byteString(JSON.stringify(operation.operation))},` +
    `"variables":{${[...used, ...lists].join(',')}}` +
    `${name === undefined ? '' : `,"operationName":${JSON.stringify(name)}`}}`;
  return Buffer.from(body, 'latin1');
}
