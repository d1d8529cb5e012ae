import { pick, useGraphiQL } from '@graphiql/react';
import { useLayoutEffect } from 'react';
import { type Session } from '../session/session';

/** Tells the session which tab is open. */
export function OpenTab({ session }: { readonly session: Session }) {
  const { tabs, activeTabIndex } = useGraphiQL(pick('tabs', 'activeTabIndex'));
  const id = tabs[activeTabIndex]?.id ?? '';
  useLayoutEffect(() => session.enter(id), [session, id]);
  return null;
}
