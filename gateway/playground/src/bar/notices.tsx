import { useGraphiQLActions } from '@graphiql/react';
import { useObservable } from '../observable';
import { type Session } from '../session/session';
import { usePersona } from '../session/use-persona';
import { guest } from '../settings';
import { Notice } from './notice';

/** What is wrong, and what can be done about it. */
export function Notices({ session }: { readonly session: Session }) {
  const { introspect } = useGraphiQLActions();
  const graph = useObservable(session.graph);
  const { name, signIn } = usePersona(session);
  return (
    <div role="alert">
      {graph === 'unreachable' && (
        <Notice actions={[['Try again', () => void introspect()]]}>
          The graph cannot be reached. Is the gateway still running?
        </Notice>
      )}
      {graph === 'introspection-off' && (
        <Notice>
          Introspection is off on this gateway: operations run, but there is no documentation and no
          completion. The setting <code>introspection: true</code> brings them back.
        </Notice>
      )}
      {signIn?.kind === 'failed' && (
        <Notice
          actions={[
            ['Try again', () => void session.signIns.tokenOf(name).catch(() => undefined)],
            ['Run as a guest', () => session.personas.choose(session.tab.value, guest)],
          ]}
        >
          {name} cannot be signed in: {signIn.message} If trying again does not help, look at{' '}
          <code>playground.signIn</code> and the persona’s variables in the gateway’s settings.
        </Notice>
      )}
    </div>
  );
}
