/**
 * An object of the merged data. It has no prototype, so that no key of a subgraph or of a client, be it
 * `__proto__` or `constructor`, means anything but itself.
 */
export type DataObject = Record<string, unknown>;

export function newObject(): DataObject {
  return Object.create(null) as DataObject;
}

/** True for JSON objects, whether merged already or as they came. */
export function isObject(value: unknown): value is DataObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
