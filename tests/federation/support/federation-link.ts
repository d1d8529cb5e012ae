/** What every fixture subgraph links. */
export const federationLink = `extend schema @link(
  url: "https://specs.apollo.dev/federation/v2.3"
  import: [
    "@key" "@external" "@requires" "@provides" "@shareable" "@inaccessible" "@override" "@interfaceObject" "@tag"
  ]
)`;
