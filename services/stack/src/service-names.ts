/** The services; each has a database of the same name. */
export const serviceNames = ['users', 'content', 'billing'] as const;

export type ServiceName = (typeof serviceNames)[number];
