import { Kind, parse } from 'graphql';

/**
 * The operation to run. GraphiQL notices a while after a tab is opened what is in it; whoever is quicker runs the new
 * document with the name of an operation in the old one.
 */
export function operationNameIn(query: string, wanted: string | null | undefined): string | undefined {
  const names = operationNames(query);
  if (!names) return wanted ?? undefined;
  if (wanted != null && names.includes(wanted)) return wanted;
  return names[0];
}

/** `undefined` for what is not GraphQL: the gateway says best what is wrong with it. */
function operationNames(query: string): readonly (string | undefined)[] | undefined {
  try {
    return parse(query, { noLocation: true }).definitions.flatMap((definition) =>
      definition.kind === Kind.OPERATION_DEFINITION ? [definition.name?.value] : [],
    );
  } catch {
    return undefined;
  }
}
