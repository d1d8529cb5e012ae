/** What `--help` prints, by command. Lines have 80 columns at most. */
export const usage = {
  serve: `nutgraf-gateway: serves a GraphQL supergraph (Apollo Federation v2).

  nutgraf-gateway --supergraph FILE|URL [--port N] [--host H] [--config FILE]
  nutgraf-gateway plan ...     what would be asked of which subgraph
  nutgraf-gateway config ...   check, print and describe the config file
  nutgraf-gateway cache ...    what is kept in Redis; let it count no more

  --supergraph FILE|URL  supergraph SDL, as the composition printed it; the
                         config file may name it instead
  --port N               port to listen on (default 4000; 0 takes a free one)
  --host H               address to listen on (default 127.0.0.1)
  --config FILE          YAML file; flags win over it
  --help                 this text; after a command, about it

SIGHUP reads the supergraph again. SIGTERM finishes what is under way and ends.
`,
  plan: `nutgraf-gateway plan: prints what would be asked of which subgraph, and
whether answers take the fast path. It asks nobody.

  nutgraf-gateway plan --supergraph FILE|URL --operation FILE
                       [--operation-name NAME] [--variables JSON]

  --supergraph FILE|URL  supergraph SDL, as the composition printed it
  --operation FILE       GraphQL document; - reads standard input
  --operation-name NAME  one of its operations (default: each of them)
  --variables JSON       values; those that decide on @skip and @include count
  --help                 this text
`,
  config: `nutgraf-gateway config: what the config file says.

  nutgraf-gateway config check FILE   what is wrong with it, line by line
  nutgraf-gateway config print ...    the settings as they take effect
  nutgraf-gateway config schema       its JSON Schema

After each of them, --help tells more.
`,
  'config check': `nutgraf-gateway config check: says all that is wrong with a config file.

  nutgraf-gateway config check FILE

Each line is FILE:LINE:COLUMN: what is wrong and what to do. The variables that
the file names by \${NAME} have to be set. Exit code: 0 when all is well, or 1.
`,
  'config print': `nutgraf-gateway config print: the settings as they take effect, as YAML:
defaults filled in, variables applied, secrets hidden.

  nutgraf-gateway config print [--config FILE] [--supergraph FILE|URL]
                               [--port N] [--host H]
`,
  'config schema': `nutgraf-gateway config schema: the JSON Schema of the config file.

  nutgraf-gateway config schema > gateway.schema.json

As the first line of a config file, this gives completion and help in editors:

  # yaml-language-server: $schema=./gateway.schema.json
`,
  cache: `nutgraf-gateway cache: what gateways keep of answers in Redis.

  nutgraf-gateway cache stats ...   how much there is
  nutgraf-gateway cache purge ...   let it count no more, at once

No gateway need run. After each of them, --help tells more.
`,
  'cache stats': `nutgraf-gateway cache stats: how much gateways keep in Redis.

  nutgraf-gateway cache stats --config FILE | --redis URL

  --config FILE  YAML file of a gateway, which names its Redis
  --redis URL    such as redis://127.0.0.1:6379; wins over the file
  --help         this text

It looks through the keys in small steps, so that gateways are served meanwhile.
`,
  'cache purge': `nutgraf-gateway cache purge: what was kept until now counts no more, at once and
for all gateways on this Redis. Without a name it is all that was kept.

  nutgraf-gateway cache purge --config FILE | --redis URL [--subgraph NAME]
                              [--type SUBGRAPH.TYPE] [--tag SUBGRAPH:NAME]

  --config FILE         YAML file of a gateway, which names its Redis
  --redis URL           such as redis://127.0.0.1:6379; wins over the file
  --subgraph NAME       what this subgraph answered
  --type SUBGRAPH.TYPE  entities of this type, as this subgraph answered them;
                        of the query type its root fields
  --tag SUBGRAPH:NAME   what this subgraph gave this name in apolloCacheTags or
                        apolloEntityCacheTags
  --help                this text

Names are taken as they are: no supergraph is looked at.
`,
} as const;

/** A command with a help of its own. */
export type HelpTopic = keyof typeof usage;
