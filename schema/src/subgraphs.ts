import { billingTypes } from '@nutgraf/billing/subgraph';
import { contentTypes } from '@nutgraf/content/subgraph';
import { printSubgraph } from '@nutgraf/kit/graphql/subgraph';
import { usersTypes } from '@nutgraf/users/subgraph';

/** A subgraph as it is composed. */
export interface SubgraphSource {
  readonly name: string;
  /** Where it is served by default; a gateway's configuration can say otherwise. */
  readonly url: string;
  readonly sdl: string;
}

/** The subgraphs of this graph. A new one is added here. */
export function subgraphSources(): SubgraphSource[] {
  return [
    { name: 'users', url: 'http://127.0.0.1:4001/graphql', sdl: printSubgraph(usersTypes) },
    { name: 'content', url: 'http://127.0.0.1:4002/graphql', sdl: printSubgraph(contentTypes) },
    { name: 'billing', url: 'http://127.0.0.1:4003/graphql', sdl: printSubgraph(billingTypes) },
  ];
}
