import { ApolloServer, type ApolloServerOptions, type ApolloServerPlugin } from '@apollo/server';
import {
  ApolloServerPluginCacheControlDisabled,
  ApolloServerPluginInlineTraceDisabled,
  ApolloServerPluginLandingPageDisabled,
  ApolloServerPluginSchemaReportingDisabled,
  ApolloServerPluginUsageReportingDisabled,
} from '@apollo/server/plugin/disabled';
import { type Logger } from '../telemetry/logger';
import { printResult } from './client-answer';
import { type OperationContext } from './client-call';
import { DocumentStore } from './document-store';
import { type GraphHolder } from './graph-holder';
import { maskError } from './mask-errors';
import { outcomeHooks } from './outcome-hooks';

export interface ApolloOptions {
  readonly introspection: boolean;
  /** Lexical tokens of a document, at most. */
  readonly maxTokens: number;
  /** Where documents are found by their hash; Apollo Server's own memory by default. */
  readonly persistedQueries?: ApolloServerOptions<OperationContext>['persistedQueries'];
  /** Beside the gateway's own. */
  readonly plugins?: readonly ApolloServerPlugin<OperationContext>[] | undefined;
  readonly logger: Logger;
}

/** Validation errors that are reported at most. */
const maxValidationErrors = 5;

/** About how much memory the valid documents may hold, in bytes. */
const documentStoreBytes = 16_000_000;

/** Apollo Server with our executor as its gateway; persisted queries, CSRF prevention and content negotiation are its own. */
export function createApolloServer(
  graphs: GraphHolder,
  options: ApolloOptions,
): ApolloServer<OperationContext> {
  return new ApolloServer<OperationContext>({
    gateway: graphs,
    logger: options.logger,
    introspection: options.introspection,
    ...(options.persistedQueries && { persistedQueries: options.persistedQueries }),
    documentStore: new DocumentStore(documentStoreBytes),
    parseOptions: { maxTokens: options.maxTokens },
    validationOptions: { maxErrors: maxValidationErrors },
    hideSchemaDetailsFromClientErrors: true,
    includeStacktraceInErrorResponses: false,
    formatError: maskError,
    stringifyResult: printResult,
    stopOnTerminationSignals: false,
    plugins: [
      ApolloServerPluginLandingPageDisabled(),
      // `setCacheControl` has its place.
      ApolloServerPluginCacheControlDisabled(),
      // For subgraphs.
      ApolloServerPluginInlineTraceDisabled(),
      // Apollo Server would turn these on by environment variables; this gateway never calls home.
      ApolloServerPluginUsageReportingDisabled(),
      ApolloServerPluginSchemaReportingDisabled(),
      ...(options.plugins ?? []),
      // Last, so that it sees what plugins add.
      outcomeHooks(options.logger),
    ],
  });
}
