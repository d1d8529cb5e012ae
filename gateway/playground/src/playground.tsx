import { GraphiQL, HISTORY_PLUGIN } from 'graphiql';
import { useMemo, useState } from 'react';
import { createPortal } from 'react-dom';
import { Bar } from './bar/bar';
import { explorer } from './explorer/explorer';
import { createFetcher, introspectionName } from './graph/fetcher';
import { RunKey } from './graph/run-key';
import { PlanPane } from './plan/plan-pane';
import { type Session } from './session/session';
import { NamedEditors } from './tabs/named-editors';
import { OpenTab } from './tabs/open-tab';
import { titleOf } from './tabs/example-tabs';

const plugins = [HISTORY_PLUGIN, explorer];

/** The whole page: a bar that says whom operations run as, GraphiQL, and the plan below the answer. */
export function Playground({ session }: { readonly session: Session }) {
  const fetcher = useMemo(() => createFetcher(session), [session]);
  const [header, setHeader] = useState<HTMLElement | null>(null);
  return (
    <>
      {/* First on the page and for the keyboard; its content needs GraphiQL around it, and comes through a portal. */}
      <header className="bar" ref={setHeader} />
      <main>
        <GraphiQL
          fetcher={fetcher}
          plugins={plugins}
          introspectionQueryName={introspectionName}
          defaultEditorToolsVisibility="variables"
          onTabChange={({ tabs }) => {
            // GraphiQL has no titles of its own to set; these are the tabs that it is about to show.
            for (const tab of tabs) tab.title = titleOf(tab, session.examples);
          }}
        >
          <GraphiQL.Logo>
            <></>
          </GraphiQL.Logo>
          <GraphiQL.Footer>
            <PlanPane session={session} />
          </GraphiQL.Footer>
          <OpenTab session={session} />
          <NamedEditors />
          <RunKey />
          {header && createPortal(<Bar session={session} />, header)}
        </GraphiQL>
      </main>
    </>
  );
}
