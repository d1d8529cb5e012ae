import {
  defaultFieldResolver,
  getArgumentValues,
  getNamedType,
  GraphQLDirective,
  GraphQLList,
  GraphQLNonNull,
  GraphQLString,
  isObjectType,
  type ConstDirectiveNode,
  type GraphQLField,
  type GraphQLSchema,
} from 'graphql';
import { directivesOf } from '../cache/cache-hints';
import { hasScope, type Caller } from '../caller';
import { forbidden, unauthenticated } from '../errors';
import type { RequestContext } from '../request-context';

const scopesDirective = new GraphQLDirective({
  name: 'requiresScopes',
  locations: [],
  args: {
    scopes: {
      type: new GraphQLNonNull(
        new GraphQLList(new GraphQLNonNull(new GraphQLList(new GraphQLNonNull(GraphQLString)))),
      ),
    },
  },
});

/**
 * Makes a subgraph hold its own `@authenticated` and `@requiresScopes`, so that a gateway that forgot them
 * opens nothing. The directives in the SDL are the only place where a rule is written.
 */
export function enforceAccess(schema: GraphQLSchema): void {
  for (const type of Object.values(schema.getTypeMap())) {
    if (!isObjectType(type)) continue;
    for (const field of Object.values(type.getFields())) {
      const guarded = [type, field, getNamedType(field.type)];
      const rules = guarded.flatMap(directivesOf).flatMap((directive) => ruleOf(directive) ?? []);
      if (rules.length > 0) guard(field as GraphQLField<unknown, RequestContext>, rules);
    }
  }
}

type AccessRule = (caller: Caller) => void;

function ruleOf(directive: ConstDirectiveNode): AccessRule | undefined {
  if (directive.name.value === 'authenticated') return requireAccount;
  if (directive.name.value !== 'requiresScopes') return undefined;
  const { scopes } = getArgumentValues(scopesDirective, directive) as { scopes: string[][] };
  return (caller) => {
    requireAccount(caller);
    if (!scopes.some((all) => all.every((scope) => hasScope(caller, scope)))) throw forbidden(scopes);
  };
}

function requireAccount(caller: Caller): void {
  if (caller.kind !== 'account') throw unauthenticated();
}

function guard(field: GraphQLField<unknown, RequestContext>, rules: readonly AccessRule[]): void {
  const resolve = field.resolve ?? defaultFieldResolver;
  field.resolve = (source, args, context, info) => {
    for (const rule of rules) rule(context.caller);
    return resolve(source, args, context, info);
  };
}
