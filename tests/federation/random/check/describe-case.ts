import { subgraphSdl } from '../graph/sdl';
import { type Case } from './cases';

/** A case as a person wants to read it: the subgraphs, the operation, its variables. */
export function describeCase({ graph: { model }, operation }: Pick<Case, 'graph' | 'operation'>): string {
  const subgraphs = model.subgraphs.map((name) => `# ${name}\n${subgraphSdl(model, name)}`);
  const variables = JSON.stringify(operation.variables);
  return [...subgraphs, `# operation\n${operation.query}\n${variables}`].join('\n\n');
}
