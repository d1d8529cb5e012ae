import { type InFlight } from './in-flight';
import { type SubgraphRequest } from './subgraph-request';
import { type UpstreamError } from './upstream-error';

/** On whose behalf subgraphs are asked: one for all requests of an operation. */
export interface SubgraphCall {
  readonly inFlight: InFlight;
  /**
   * Adds names and values of headers, in turn, to those that every request has.
   * @param path with query, as on the request line
   * @param leftMs milliseconds that are left of the client's request
   */
  addHeaders(headers: string[], request: SubgraphRequest, path: string, leftMs: number): void;
  /** Told of the headers of an answer, names and values in turn, whatever its body turns out to be. */
  onHeaders(subgraph: string, headers: Buffer[]): void;
  /** Told of every request that had no answer, before its outcome is. */
  onFailure(error: UpstreamError): void;
}
