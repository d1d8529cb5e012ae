import { Kind, parse, print, visit } from 'graphql';
import { type ReadRequest } from '../../support/fixture-graph';
import { isComposite, type Model } from '../model/model';

const prefix = 'RootOf_';

/**
 * Composition refuses a field of type `Query` below a mutation wherever other subgraphs have root fields, which the
 * specification allows and Apollo's composition too. So subgraphs call that type by another name.
 */
export function rootName(subgraph: string): string {
  return prefix + subgraph;
}

/** Whether a subgraph has fields that lead to the root of queries. */
export function leadsToRoot({ types }: Model, subgraph: string): boolean {
  return types
    .filter(isComposite)
    .some(({ fields }) => fields.some((field) => field.rule === 'root' && field.in[subgraph]));
}

export function withRootNamed(type: string, subgraph: string): string {
  return type.replace('Query', rootName(subgraph));
}

/** The supergraph in which these fields lead to `Query`. */
export function withRootAgain(sdl: string): string {
  if (!sdl.includes(prefix)) return sdl;
  const joined: string = print(
    visit(parse(sdl), {
      ObjectTypeDefinition: ({ name }) => (name.value.startsWith(prefix) ? null : undefined),
      NamedType: ({ name }) =>
        name.value.startsWith(prefix)
          ? { kind: Kind.NAMED_TYPE, name: { kind: Kind.NAME, value: 'Query' } }
          : undefined,
    }),
  );
  return joined.replace(/type: "RootOf_\w+/g, 'type: "Query');
}

/** The request with fragments on that type by the name that the subgraph knows. */
export function withRootConditions(request: ReadRequest): ReadRequest {
  if (request.kind !== 'mutation') return request;
  return { ...request, query: request.query.replace(/\bon Query\b/g, `on ${rootName(request.subgraph)}`) };
}
