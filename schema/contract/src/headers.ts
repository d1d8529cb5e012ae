/** Names of the HTTP headers that gateway and subgraphs agree on. Lower case, as Node.js presents them. */
export const headers = {
  /** Who is asking, see {@link "./identity"}. Absent for an anonymous caller. Covered by the signature. */
  identity: 'nutgraf-identity',
  /** Proof that a known sender wrote this request, see {@link "./signature"}. */
  signature: 'nutgraf-signature',
  /** From where it is asked, see {@link "./client-facts"}. Covered by the signature. */
  client: 'nutgraf-client',
  /** Milliseconds that were left of the client's request when this one was sent, for subgraphs that give up early. */
  deadline: 'nutgraf-deadline-ms',
} as const;
