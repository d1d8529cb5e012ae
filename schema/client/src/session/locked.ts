interface LockManager {
  request<T>(name: string, work: () => Promise<T>): Promise<T>;
}

/** Runs work of which there is only one at a time in all tabs of a site, where the browser has Web Locks. */
export async function locked<T>(name: string, work: () => Promise<T>): Promise<T> {
  const { navigator } = globalThis as { navigator?: { locks?: LockManager } };
  return navigator?.locks ? navigator.locks.request(name, work) : work();
}
