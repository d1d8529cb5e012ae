import { isAbstractType, type GraphQLSchema } from 'graphql';

/** The module that tells normalised caches which types an interface or union stands for. */
export function possibleTypesModule(schema: GraphQLSchema): string {
  const abstract = Object.values(schema.getTypeMap())
    .filter(isAbstractType)
    .filter(({ name }) => !name.startsWith('__'))
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .map(
      (type) =>
        [
          type.name,
          schema
            .getPossibleTypes(type)
            .map(({ name }) => name)
            .sort(),
        ] as const,
    );
  const map = JSON.stringify(Object.fromEntries(abstract), null, 2);
  return `/* eslint-disable */
/** The object types behind each interface and union, as \`InMemoryCache\` of Apollo Client wants them. */
export const possibleTypes: Record<string, string[]> = ${map};
`;
}
