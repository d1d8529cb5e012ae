import type { ApolloServerPlugin } from '@apollo/server';
import type { FastifyInstance } from 'fastify';

/** Traces of this process by OpenTelemetry. */
export interface Telemetry {
  /** Makes a span of each request to the routes that `app` gets after this, and runs what serves it in that span. */
  traceRequests(app: FastifyInstance): void;
  /** Says on a request's span which operation it asks for. */
  readonly apolloPlugin: ApolloServerPlugin;
  /** Exports what is left, for a moment at most. */
  stop(): Promise<void>;
}
