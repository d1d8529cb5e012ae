import { pick, useGraphiQL, useGraphiQLActions } from '@graphiql/react';
import { type Session } from '../session/session';
import { exampleOf, tabOf } from './example-tabs';

/** Puts all examples back as they were, in front of the tabs that the user made. */
export function useRestoreExamples(session: Session): () => void {
  const actions = useGraphiQLActions();
  const { tabs, activeTabIndex } = useGraphiQL(pick('tabs', 'activeTabIndex'));
  return () => {
    const fresh = session.examples.map(tabOf);
    const own = tabs.filter((tab) => !exampleOf(tab, session.examples));
    // GraphiQL wants to see the open tab again after a move. One of ours leaves at the end.
    const leaving = tabs.filter((tab, index) => index === activeTabIndex && !own.includes(tab));
    session.forgetExamples();
    actions.moveTab([...fresh, ...own, ...leaving]);
    actions.changeTab(0);
    if (leaving.length > 0) actions.closeTab(fresh.length + own.length);
    session.spoken.set('The examples are as they were.');
  };
}
