import { execute, type ExecutionResult, parse } from 'graphql';
import { type FixtureGraph } from './fixture-graph';

/** What graphql-js answers over the public schema in one piece, from plain data. */
export async function oracle(
  { supergraph }: FixtureGraph,
  query: string,
  rootValue: unknown,
  variableValues: Record<string, unknown> = {},
): Promise<unknown> {
  const { apiSchema: schema } = supergraph;
  const result: ExecutionResult = await execute({
    schema,
    document: parse(query),
    rootValue,
    variableValues,
  });
  if (result.errors) throw new Error(result.errors.join('\n'));
  return JSON.parse(JSON.stringify(result.data));
}
