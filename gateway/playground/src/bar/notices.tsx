import { useGraphiQLActions } from '@graphiql/react';
import { useObservable } from '../observable';
import { type Session } from '../session/session';
import { usePersona } from '../session/use-persona';
import { guest } from '../settings';
import { Notice } from './notice';

/** What is wrong, and what can be done about it. */
export function Notices({ session }: { readonly session: Session }) {
  const actions = useGraphiQLActions();
  const graph = useObservable(session.graph);
  const { name, signIn } = usePersona(session);
  return (
    <div role="alert">
      {graph.kind === 'unreachable' && (
        <Notice actions={[['Try again', () => void actions.introspect()]]}>
          The graph cannot be reached. Is the gateway still running?
        </Notice>
      )}
      {graph.kind === 'refused' && (
        <Notice actions={[['Try again', () => void actions.introspect()]]}>
          The graph does not tell its schema: {graph.message} Operations can be run, but there is no
          documentation and no completion. Where introspection is off, the gateway’s setting{' '}
          <code>introspection: true</code> allows it.
        </Notice>
      )}
      {graph.kind === 'closed' && (
        <Notice actions={[['Try again', () => void actions.introspect()]]}>
          This graph serves only the documents that its clients were published with. Run as somebody who may
          send others, and try again. Where there is nobody, the gateway’s setting{' '}
          <code>trustedDocuments.allowUnknownFor</code> lets staff in, and{' '}
          <code>trustedDocuments.mode: log</code> lets all documents through while you try things out.
        </Notice>
      )}
      {graph.kind !== 'closed' && signIn?.kind === 'failed' && (
        <Notice
          actions={[
            ['Try again', () => void session.signIns.tokenOf(name).catch(() => undefined)],
            ['Run as a guest', () => session.personas.choose(session.tab.value, guest)],
          ]}
        >
          {signIn.message} If trying again does not help, look at <code>playground.signIn</code> and the
          persona’s variables in the gateway’s settings.
        </Notice>
      )}
    </div>
  );
}
