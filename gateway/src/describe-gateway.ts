import { type GatewayConfig } from './config/gateway-config';
import { isTelemetryDisabled, telemetrySignals } from './config/telemetry-signals';

/**
 * What is on and what is off, for whoever starts a gateway: five lines, each about one question, without secrets. A new
 * setting that decides on one of them says so in a part of its line.
 */
export function describeGateway(config: GatewayConfig, subgraphs: Iterable<string>): readonly string[] {
  return [
    line('who may ask', whoMayAsk(config)),
    line('what', whatMayBeAsked(config)),
    line('subgraphs', whatSubgraphsGet(config, [...subgraphs])),
    line('when something breaks', whenSomethingBreaks(config)),
    line('what is seen', whatIsSeen(config)),
  ];
}

/** A thing, and how it is. */
type Part = readonly [what: string, how: string];

function line(question: string, parts: readonly Part[]): string {
  return `${question}: ${parts.map(([what, how]) => `${what} ${how}`).join('; ')}`;
}

const onOff = (isOn: boolean) => (isOn ? 'on' : 'off');

const listOf = (names: readonly string[]) => (names.length > 0 ? names.join(', ') : 'none');

function whoMayAsk({ identity: { jwt, revocation }, authorization, cors, http }: GatewayConfig): Part[] {
  return [
    [
      'identity',
      jwt ? `tokens of ${jwt.issuer}${jwt.cookie ? `, also in cookie ${jwt.cookie}` : ''}` : 'off',
    ],
    ['revocation', onOff(revocation !== undefined)],
    ['policies', policiesOf(authorization)],
    ['refused fields', authorization.onRefusal === 'null' ? 'are null' : 'refuse the operation'],
    ['CORS', cors ? `for ${cors.origins.join(', ')}` : 'off'],
    ['trusted proxies', String(http.trustedProxies)],
  ];
}

function policiesOf({ policies, policyModule }: GatewayConfig['authorization']): string {
  const named = Object.keys(policies).length;
  if (policyModule !== undefined) return 'by a module';
  return named > 0 ? `${named} by configuration` : 'closed, unless the program decides';
}

function whatMayBeAsked(config: GatewayConfig): Part[] {
  const { introspection, playground, plan, trustedDocuments, limits, http, cost } = config;
  const staff = trustedDocuments?.allowUnknownFor?.scopes;
  return [
    ['introspection', onOff(introspection)],
    ['playground', onOff(playground.enabled)],
    ['plans for clients', onOff(plan.expose)],
    ['trusted documents', (trustedDocuments?.mode ?? 'off') + (staff ? ` but for ${listOf(staff)}` : '')],
    ['limits', `depth ${limits.depth}, aliases ${limits.aliases}, tokens ${limits.tokens}`],
    ['cost', `${cost.maximum} points at most`],
    [
      'budget',
      cost.budget ? `${cost.budget.points} points in ${cost.budget.windowSeconds} s for each client` : 'off',
    ],
    ['body', `${http.bodyLimitBytes} bytes`],
  ];
}

function whatSubgraphsGet({ subgraphs: rules, signing }: GatewayConfig, names: readonly string[]): Part[] {
  const passed = Object.entries(rules).flatMap(
    ([name, { requestHeaders, requestCookies, responseHeaders }]): Part[] => [
      ...(requestHeaders.length > 0 ? [[`${name} gets headers`, listOf(requestHeaders)] as const] : []),
      ...(requestCookies.length > 0 ? [[`${name} gets cookies`, listOf(requestCookies)] as const] : []),
      ...(responseHeaders.length > 0 ? [[`${name} gives headers`, listOf(responseHeaders)] as const] : []),
    ],
  );
  return [
    ['served', listOf(names)],
    ['signing', onOff(signing !== undefined)],
    ...(passed.length > 0 ? passed : [['headers and cookies of clients', 'off'] as const]),
  ];
}

function whenSomethingBreaks({ traffic, redis, supergraph }: GatewayConfig): Part[] {
  const { subgraphTimeoutMs, connectTimeoutMs, deadlineMs, retry, breaker, maxOperations } = traffic;
  const seconds = supergraph?.pollSeconds;
  return [
    ['deadline', `${deadlineMs} ms`],
    ['subgraph timeout', `${subgraphTimeoutMs} ms`],
    ['connect timeout', `${connectTimeoutMs} ms`],
    ['retries of queries', retry.attempts === 1 ? 'off' : String(retry.attempts - 1)],
    ['breaker', breaker.failures === 0 ? 'off' : `after ${breaker.failures} failures`],
    ['operations at once', String(maxOperations)],
    ['Redis', redis ? 'shared, and not needed' : 'off'],
    ['supergraph', seconds === undefined ? 'read again at SIGHUP' : `looked at every ${seconds} s`],
  ];
}

function whatIsSeen({ log, telemetry }: GatewayConfig): Part[] {
  const { traces, metrics } = telemetrySignals(telemetry);
  const prometheus = isTelemetryDisabled() ? undefined : telemetry.metrics.prometheus;
  return [
    ['log', log.level],
    ['line per operation', onOff(['trace', 'debug', 'info'].includes(log.level))],
    ['sending traces', onOff(traces)],
    ['sending metrics', onOff(metrics)],
    ['/metrics', prometheus ? `on port ${prometheus.port}` : 'off'],
  ];
}
