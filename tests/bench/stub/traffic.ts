/** What was asked of the subgraphs, and how slowly they answer. */
export interface Traffic {
  requests: number;
  /** Bodies of requests and answers. */
  bytes: number;
  delayMs: number;
}
