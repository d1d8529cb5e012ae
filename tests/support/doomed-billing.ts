import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createClient } from '@nutgraf/client';
import { SessionTokensFragmentDoc, SignInDocument } from '@nutgraf/client/documents';
import { getFragmentData } from '@nutgraf/client/fragments';
import { type GatewayOptions } from '@nutgraf/gateway';
import { FaultProxy } from '@nutgraf/gateway/upstream/fixtures/fault-proxy';
import { personaPassword } from '@nutgraf/kit/demo/personas';
import { personaEntry } from '@nutgraf/kit/demo/roster';
import { findFreePort } from '@nutgraf/stack/free-port';
import { gatewaySettings } from '@nutgraf/stack/gateway-config';
import { slugs } from './article-page';
import { GatewayProcess } from './gateway-process';
import { createSecrets } from './secrets';
import { ServiceProcess } from './service-process';
import { TestService } from './test-service';

/** An article's page, as far as faults of billing can show in it. */
export interface Page {
  /** Badges, which are all that billing adds. */
  readonly badges: readonly unknown[];
  /** Whether all that content and users say is there. */
  readonly isWhole: boolean;
  readonly errors: readonly { readonly code: string; readonly isAtBadge: boolean }[];
}

/** The schema that gateways serve. */
const supergraph = join(__dirname, '../../schema/supergraph.graphql');

/**
 * The whole graph with demo data, in which billing can be killed or paused. All parts are processes of their own, so that
 * none of them shares a core's time with the test.
 */
export class DoomedBilling implements AsyncDisposable {
  readonly #gateways: GatewayProcess[] = [];

  private constructor(
    /** Of billing. */
    readonly data: TestService,
    readonly billing: ServiceProcess,
    /** Between gateways and billing. */
    readonly proxy: FaultProxy,
    private readonly others: readonly AsyncDisposable[],
    private readonly settings: Omit<GatewayOptions, 'supergraph'>,
    private readonly folder: string,
  ) {}

  static async start(): Promise<DoomedBilling> {
    const secrets = createSecrets();
    const data = await TestService.create('billing', secrets, { LOG_LEVEL: 'fatal' });
    const billing = new ServiceProcess('billing', {
      ...data.environment,
      PORT: String(await findFreePort()),
    });
    await billing.start();
    const contentData = await TestService.create('content', secrets, { BILLING_URL: billing.url });
    const usersData = await TestService.create('users', secrets);
    const content = await ServiceProcess.start('content', contentData.environment);
    const users = await ServiceProcess.start('users', usersData.environment);
    const proxy = await FaultProxy.start(() => billing.url);
    const { subgraphs, identity } = gatewaySettings({
      urls: { users: users.url, content: content.url, billing: proxy.url },
      webOrigins: [],
      secureCookies: false,
      hasRedis: false,
      trustedProxies: 0,
      trustedDocuments: { mode: 'off', manifests: [] },
      playground: null,
    });
    const settings = {
      subgraphs,
      identity,
      signing: { keys: secrets.signingKeys },
      log: { level: 'info' },
    } as const;
    const folder = await mkdtemp(join(tmpdir(), 'nutgraf-faults-'));
    const others = [content, users, contentData, usersData];
    return new DoomedBilling(data, billing, proxy, others, settings, folder);
  }

  /**
   * Starts a gateway in front of the services.
   * @param timeoutMs of billing
   * @returns its GraphQL endpoint
   */
  async gateway(timeoutMs = 5_000, traffic: GatewayOptions['traffic'] = {}): Promise<string> {
    const { subgraphs } = this.settings;
    const billing = { ...subgraphs?.billing, timeoutMs };
    const file = join(this.folder, 'gateway.json');
    await writeFile(
      file,
      JSON.stringify({ ...this.settings, subgraphs: { ...subgraphs, billing }, traffic }),
    );
    const gateway = await GatewayProcess.start('--supergraph', supergraph, '--config', file);
    this.#gateways.push(gateway);
    return gateway.url;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    for (const gateway of this.#gateways) await gateway[Symbol.asyncDispose]();
    await this.proxy[Symbol.asyncDispose]();
    this.billing.resume();
    await this.billing.kill();
    for (const other of this.others) await other[Symbol.asyncDispose]();
    await this.data[Symbol.asyncDispose]();
    await rm(this.folder, { recursive: true });
  }
}

/** A little of all three services, so that the load is on the gateway. */
const page = `query ($slug: String!) {
  article(by: { slug: $slug }) {
    content { __typename }
    authors { ...Chip }
    comments(first: 3) { edges { node { author { ...Chip } } } }
  }
}
fragment Chip on User { handle isSupporter }`;

interface Chip {
  readonly handle: string | null;
  readonly isSupporter: boolean | null;
}

interface Answer {
  readonly data: {
    readonly article: {
      readonly content: { readonly __typename: string };
      readonly authors: readonly Chip[];
      readonly comments: { readonly edges: readonly { readonly node: { readonly author: Chip | null } }[] };
    } | null;
  } | null;
  readonly errors?: readonly {
    readonly path?: readonly unknown[];
    readonly extensions: { readonly code: string };
  }[];
}

/** Reads a page as a guest. */
export async function readPage(url: string): Promise<Page> {
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query: page, variables: { slug: slugs.public } }),
  });
  const { data, errors = [] } = (await response.json()) as Answer;
  const article = data?.article;
  if (!article) throw new Error(`There is no article: ${response.status} ${JSON.stringify(errors)}`);
  const users = [...article.authors, ...article.comments.edges.map(({ node }) => node.author)];
  return {
    badges: users.map((user) => user?.isSupporter),
    isWhole:
      article.content.__typename === 'FullContent' &&
      users.length > 2 &&
      users.every((user) => typeof user?.handle === 'string'),
    errors: errors.map(({ extensions, path }) => ({
      code: extensions.code,
      isAtBadge: path?.at(-1) === 'isSupporter',
    })),
  };
}

/** Everything is there. */
export function isWell({ badges, isWhole, errors }: Page): boolean {
  return isWhole && errors.length === 0 && badges.every((badge) => typeof badge === 'boolean');
}

/** All but the badges is there; each of those is null and says why, in one of the codes. */
export function isWithoutBadges({ badges, isWhole, errors }: Page, codes: readonly string[]): boolean {
  return (
    isWhole &&
    badges.every((badge) => badge === null) &&
    errors.length === badges.length &&
    errors.every(({ code, isAtBadge }) => isAtBadge && codes.includes(code))
  );
}

/** An access token of the demo's billing staff. */
export async function staffToken(url: string): Promise<string> {
  const password = { email: personaEntry('billing').email, password: personaPassword };
  const { sessionCreate } = await createClient({ url }).request(SignInDocument, {
    input: { by: { password }, transport: 'BEARER' },
  });
  const tokens = getFragmentData(SessionTokensFragmentDoc, sessionCreate.tokens);
  if (!tokens) throw new Error('The staff could not sign in.');
  return tokens.accessToken;
}
