import {
  compositionHasErrors,
  composeServices,
  transformSupergraphToPublicSchema,
} from '@theguild/federation-composition';
import { parse, print } from 'graphql';
import { sortSdl } from './sort-sdl';
import type { SubgraphSource } from './subgraphs';
import { withoutCacheControl } from './without-cache-control';

export interface ComposedGraph {
  /** What the gateway serves from: types with their subgraphs. */
  readonly supergraph: string;
  /** What clients see. */
  readonly api: string;
}

/** The subgraphs do not fit together. The message has one line for each reason, naming subgraph, type and field. */
export class CompositionError extends Error {
  override readonly name = 'CompositionError';
}

/** Joins subgraphs into one graph. @throws CompositionError */
export function composeGraph(subgraphs: readonly SubgraphSource[]): ComposedGraph {
  const result = composeServices(
    subgraphs.map(({ name, url, sdl }) => ({ name, url, typeDefs: withoutCacheControl(parse(sdl)) })),
  );
  if (compositionHasErrors(result)) {
    const reasons = result.errors.map(({ message, extensions }) => {
      const code = (extensions as { code?: string } | undefined)?.code;
      return `  ${code ? `${code}: ` : ''}${message}`;
    });
    throw new CompositionError(`The subgraphs do not compose:\n${reasons.join('\n')}`);
  }
  const api = print(transformSupergraphToPublicSchema(parse(result.supergraphSdl)));
  return { supergraph: sortSdl(result.supergraphSdl), api: sortSdl(api) };
}
