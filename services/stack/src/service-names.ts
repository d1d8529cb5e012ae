/** The services, in the order of their ports; each has a database of the same name. A new service begins here. */
export const serviceNames = ['users', 'content', 'billing'] as const;

/** One of {@link serviceNames}. */
export type ServiceName = (typeof serviceNames)[number];

/** A table with an entry for each service. */
export function byService<T>(entry: (name: ServiceName, index: number) => T): Record<ServiceName, T> {
  return Object.fromEntries(serviceNames.map((name, index) => [name, entry(name, index)])) as Record<
    ServiceName,
    T
  >;
}

/** Name of the environment variable for a service's own database. */
export function databaseVariable(name: ServiceName): string {
  return `${name.toUpperCase()}_DATABASE_URL`;
}

/** All of {@link databaseVariable} in words: `A, B and C`. */
export const databaseVariables = new Intl.ListFormat('en-GB').format(serviceNames.map(databaseVariable));
