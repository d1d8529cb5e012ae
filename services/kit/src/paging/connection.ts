import { Directive, Field, Int, ObjectType, type ClassType } from 'type-graphql';
import type { CursorCodec } from './cursor';
import type { Page } from './keyset';
import type { PageRequest } from './page-request';
import { PageInfo } from './page-info.type';

/** A connection as resolvers return it. `count` runs only when the client asks for `totalCount`. */
export interface ConnectionValue<Node> {
  readonly edges: readonly { readonly cursor: string; readonly node: Node }[];
  readonly nodes: readonly Node[];
  readonly pageInfo: PageInfo;
  readonly count: () => Promise<number>;
}

/** Shapes a page as a connection whose cursors belong to `scope`. */
export function toConnection<Node>(
  page: Page<Node>,
  request: PageRequest,
  cursors: { readonly codec: CursorCodec; readonly scope: string },
  count: () => Promise<number>,
): ConnectionValue<Node> {
  const edges = page.rows.map(({ row, keys }) => ({
    cursor: cursors.codec.encode(cursors.scope, keys),
    node: row,
  }));
  const forward = request.direction === 'forward';
  return {
    edges,
    nodes: edges.map(({ node }) => node),
    pageInfo: {
      hasNextPage: forward ? page.hasMore : request.boundary !== null,
      hasPreviousPage: forward ? request.boundary !== null : page.hasMore,
      startCursor: edges[0]?.cursor ?? null,
      endCursor: edges.at(-1)?.cursor ?? null,
    },
    count,
  };
}

/** The GraphQL types `<name>Edge` and `<name>Connection`. */
export function connectionType<Node extends object>(
  name: string,
  node: () => ClassType<Node>,
): ClassType<ConnectionValue<Node>> {
  @Directive('@cacheControl(inheritMaxAge: true)')
  @ObjectType(`${name}Edge`)
  class Edge {
    @Field(() => String)
    readonly cursor: string;

    @Field(node)
    readonly node: Node;
  }

  @Directive('@cacheControl(inheritMaxAge: true)')
  @ObjectType(`${name}Connection`)
  class Connection implements ConnectionValue<Node> {
    @Field(() => [Edge])
    readonly edges: readonly Edge[];

    @Field(() => [node()])
    readonly nodes: readonly Node[];

    @Field(() => PageInfo)
    readonly pageInfo: PageInfo;

    readonly count: () => Promise<number>;

    @Directive('@cost(weight: 5)')
    @Field(() => Int)
    totalCount(): Promise<number> {
      return this.count();
    }
  }
  return Connection;
}
