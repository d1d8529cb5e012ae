import { type Example } from '../settings';

/** For graphs whose settings name no tabs. */
export const welcome: Example = {
  title: 'Welcome',
  variables: '',
  query: `# Welcome. Press Ctrl-Enter (Cmd-Enter on a Mac) to run this operation.
#
# Type to be offered the fields of the graph, or pick them in the explorer at
# the left; the book beside it holds the documentation.
#
# Below the answer you find which subgraphs were asked, and when. To see more
# than one, select fields that live in different subgraphs.
#
# Tabs of your own come from "playground.tabs" in the gateway's settings.
query Welcome {
  __typename
}
`,
};
