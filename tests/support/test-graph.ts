import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { bearerSession, createClient, type Client } from '@nutgraf/client';
import { SessionTokensFragmentDoc, SignInDocument } from '@nutgraf/client/documents';
import { getFragmentData } from '@nutgraf/client/fragments';
import { createGateway, type Gateway, type GatewayOptions } from '@nutgraf/gateway';
import { personaPassword, type PersonaKey } from '@nutgraf/kit/demo/personas';
import { personaEntry } from '@nutgraf/kit/demo/roster';
import { gatewaySettings } from '@nutgraf/stack/gateway-config';
import { byService, serviceNames, type ServiceName } from '@nutgraf/stack/service-names';
import { CountingProxy } from './counting-proxy';
import { createSecrets, type TestSecrets } from './secrets';
import { TestService } from './test-service';

/** An answer of the graph. */
export interface GraphAnswer {
  readonly status: number;
  readonly data: Record<string, unknown> | null | undefined;
  readonly errors: readonly GraphAnswerError[];
  readonly text: string;
}

export interface GraphAnswerError {
  readonly message: string;
  readonly path?: readonly (string | number)[];
  readonly extensions: Readonly<Record<string, unknown>>;
}

/** Whose pages may ask the test graph. */
export const webOrigin = 'http://localhost:5173';

/** The documents of the typed client. */
export const clientManifest = join(__dirname, '../../schema/client/src/generated/persisted-documents.json');

/** The whole graph with demo data: three services on databases of their own and the gateway, over real HTTP. */
export class TestGraph implements AsyncDisposable {
  readonly secrets: TestSecrets;
  readonly services: Readonly<Record<ServiceName, TestService>>;
  /** In front of each service: what the gateway asks it. */
  readonly proxies: Readonly<Record<ServiceName, CountingProxy>>;
  readonly #options: GatewayOptions;
  readonly #gateways: [Gateway, ...Gateway[]];

  private constructor(
    parts: Pick<TestGraph, 'secrets' | 'services' | 'proxies'>,
    options: GatewayOptions,
    gateway: Gateway,
  ) {
    this.secrets = parts.secrets;
    this.services = parts.services;
    this.proxies = parts.proxies;
    this.#options = options;
    this.#gateways = [gateway];
  }

  /**
   * @param settings of the gateway, besides those that make it one graph
   * @param demoScale how many times as much demo data
   * @param timeoutMs of each subgraph: longer where a busy machine has to answer a thousand at once
   */
  static async start(
    settings: Omit<Partial<GatewayOptions>, 'supergraph' | 'subgraphs' | 'signing'> = {},
    demoScale = 1,
    timeoutMs = 2_000,
  ): Promise<TestGraph> {
    const secrets = createSecrets();
    // The services tell the gateway's cache of writes.
    const redis = settings.redis && { REDIS_URL: settings.redis.url };
    const common = { DEMO_SCALE: String(demoScale), ...redis };
    const billing = await TestService.create('billing', secrets, common);
    await billing.start();
    const content = await TestService.create('content', secrets, { ...common, BILLING_URL: billing.url });
    const users = await TestService.create('users', secrets, common);
    await Promise.all([content.start(), users.start()]);
    const services = { users, content, billing };
    const proxies = {
      users: await CountingProxy.start(() => users.url),
      content: await CountingProxy.start(() => content.url),
      billing: await CountingProxy.start(() => billing.url),
    };
    const { subgraphs, ...written } = gatewaySettings({
      urls: byService((name) => services[name].url),
      webOrigins: [webOrigin],
      secureCookies: false,
      hasRedis: false,
      trustedProxies: 0,
      trustedDocuments: { mode: 'off', manifests: [clientManifest] },
      playground: null,
    });
    const options: GatewayOptions = {
      ...(written as unknown as Partial<GatewayOptions>),
      supergraph: await readFile(join(__dirname, '../../schema/supergraph.graphql'), 'utf8'),
      http: { port: 0 },
      subgraphs: byService((name) => ({
        ...subgraphs[name],
        url: `${proxies[name].url}/graphql`,
        timeoutMs,
      })),
      signing: { keys: secrets.signingKeys },
      log: { level: 'silent' },
      ...settings,
    };
    return new TestGraph({ secrets, services, proxies }, options, await createGateway(options));
  }

  /**
   * Starts another gateway beside the first.
   * @param settings that differ from the first one's
   * @returns its GraphQL endpoint
   */
  async startAnotherGateway(settings: Partial<GatewayOptions> = {}): Promise<string> {
    const gateway = await createGateway({ ...this.#options, ...settings });
    this.#gateways.push(gateway);
    return gateway.url;
  }

  /** The GraphQL endpoint. */
  get url(): string {
    return this.#gateways[0].url;
  }

  /** Sends one operation as JSON. */
  async ask(query: string, variables: object = {}, token?: string, url = this.url): Promise<GraphAnswer> {
    return this.send(JSON.stringify({ query, variables }), token, url);
  }

  /** Sends any text as the body of a GraphQL request. */
  async send(body: string, token?: string, url = this.url): Promise<GraphAnswer> {
    const response = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...(token && { authorization: `Bearer ${token}` }) },
      body,
    });
    const text = await response.text();
    const answer = JSON.parse(text) as Partial<GraphAnswer>;
    return { status: response.status, data: answer.data, errors: answer.errors ?? [], text };
  }

  /** The typed client, as a guest or signed in as one of the demo's people. */
  async client(persona?: PersonaKey): Promise<Client> {
    const client = createClient({ url: this.url, ...(persona && { session: bearerSession() }) });
    if (persona === undefined) return client;
    const { errors } = await client.signIn({ email: personaEntry(persona).email, password: personaPassword });
    if (errors.length > 0) throw new Error(`${persona} could not sign in: ${errors[0]?.message}`);
    return client;
  }

  /** An access token of one of the demo's people, for requests that the typed client would not send. */
  async signIn(persona: PersonaKey): Promise<string> {
    const { email } = personaEntry(persona);
    const { sessionCreate } = await createClient({ url: this.url }).request(SignInDocument, {
      input: { by: { password: { email, password: personaPassword } }, transport: 'BEARER' },
    });
    const tokens = getFragmentData(SessionTokensFragmentDoc, sessionCreate.tokens);
    if (!tokens) throw new Error(`${persona} could not sign in.`);
    return tokens.accessToken;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await Promise.all(this.#gateways.map((gateway) => gateway.stop()));
    for (const name of serviceNames) {
      await this.proxies[name][Symbol.asyncDispose]();
      await this.services[name][Symbol.asyncDispose]();
    }
  }
}
