import { type TabsState } from '@graphiql/react';
import { type Example } from '../settings';
import { tabOf, titleOf } from './example-tabs';

/** Where GraphiQL keeps its tabs, and the text of the one that is open. */
const tabsKey = 'graphiql:tabState';
const queryKey = 'graphiql:query';
const variablesKey = 'graphiql:variables';

/** Lays out the examples on a first visit; later ones find what the last one left. Before GraphiQL reads its storage. */
export function prepareTabs(examples: readonly Example[], storage: Storage = localStorage): void {
  const stored = readTabs(storage);
  if (stored) {
    for (const tab of stored.tabs) tab.title = titleOf(tab, examples);
    storage.setItem(tabsKey, JSON.stringify(stored));
    return;
  }
  const tabs = examples.map(tabOf);
  storage.setItem(tabsKey, JSON.stringify({ tabs, activeTabIndex: 0 } satisfies TabsState));
  storage.setItem(queryKey, tabs[0]?.query ?? '');
  storage.setItem(variablesKey, tabs[0]?.variables ?? '');
}

function readTabs(storage: Storage): TabsState | undefined {
  try {
    const state = JSON.parse(storage.getItem(tabsKey) ?? '') as TabsState;
    return state.tabs.length > 0 ? state : undefined;
  } catch {
    return undefined;
  }
}
