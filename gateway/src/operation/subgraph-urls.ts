import { type Subgraph } from '../plan/supergraph/subgraphs';

/**
 * Where each subgraph is: as configured, otherwise as the supergraph says.
 * @throws Error for a configured subgraph that the supergraph lacks, and for one without a usable URL.
 */
export function subgraphUrls(
  subgraphs: ReadonlyMap<string, Subgraph>,
  configured: Readonly<Record<string, { readonly url?: string | undefined }>>,
): ReadonlyMap<string, string> {
  for (const name of Object.keys(configured)) {
    if (subgraphs.has(name)) continue;
    const known = [...subgraphs.keys()].join(', ');
    throw new Error(`The config names a subgraph "${name}", but the supergraph has only: ${known}.`);
  }
  return new Map(
    [...subgraphs.values()].map(({ name, url }) => [name, checked(name, configured[name]?.url ?? url)]),
  );
}

function checked(name: string, url: string): string {
  if (/^https?:\/\//i.test(url) && URL.canParse(url)) return url;
  throw new Error(`The subgraph "${name}" has no usable URL; set subgraphs.${name}.url in the config.`);
}
