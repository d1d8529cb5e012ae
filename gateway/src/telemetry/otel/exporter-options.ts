/** Where something is sent. */
interface CollectorSettings {
  readonly endpoint?: string | undefined;
  readonly headers?: Readonly<Record<string, string>> | undefined;
}

/** Longest wait for a collector, in milliseconds; nobody's request waits. */
const timeoutMillis = 5_000;

/** What is not configured is left out, so that OpenTelemetry's variables decide. */
export function exporterOptions({ endpoint, headers }: CollectorSettings) {
  return {
    ...(endpoint !== undefined && { url: endpoint }),
    ...(headers && { headers: { ...headers } }),
    ...(process.env.OTEL_EXPORTER_OTLP_TIMEOUT === undefined && { timeoutMillis }),
  };
}
