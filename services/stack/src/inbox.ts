/** URL of the developer inbox of the users service, or null where it has none. */
export async function findInbox(usersPort: number): Promise<string | null> {
  const url = `http://127.0.0.1:${usersPort}/dev/inbox`;
  const response = await fetch(url).catch(() => null);
  await response?.body?.cancel();
  return response?.ok && response.headers.get('content-type')?.startsWith('text/html') ? url : null;
}
