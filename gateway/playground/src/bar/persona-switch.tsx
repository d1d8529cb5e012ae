import { useEffect, useId } from 'react';
import { type Session } from '../session/session';
import { type SignIn } from '../session/sign-ins';
import { usePersona } from '../session/use-persona';
import { guest } from '../settings';

/** Chooses whom the operations of the open tab run as, and shows what is sent for it. */
export function PersonaSwitch({ session }: { readonly session: Session }) {
  const id = useId();
  const { name, signIn } = usePersona(session);
  const { personas } = session.settings;
  useEffect(() => {
    // Whoever is shown is signed in, so that a failure shows before anything is run. Notices tell of it.
    session.signIns.tokenOf(name).catch(() => undefined);
    session.spoken.set(`This tab runs as ${name}.`);
  }, [session, name]);
  const choose = (chosen: string) => session.personas.choose(session.tab.value, chosen);
  return (
    <div className="persona">
      <label htmlFor={id}>Run as</label>
      <select
        id={id}
        value={name}
        aria-describedby={`${id}-about`}
        onChange={(event) => choose(event.target.value)}
      >
        {[guest, ...personas.map((persona) => persona.name)].map((each) => (
          <option key={each}>{each}</option>
        ))}
      </select>
      <span className="persona-about" id={`${id}-about`}>
        {personas.find((persona) => persona.name === name)?.about ?? 'not signed in'}
      </span>
      <code className="persona-token">{describe(name, signIn)}</code>
    </div>
  );
}

function describe(name: string, signIn: SignIn | undefined): string {
  if (name === guest) return 'no authorization header';
  if (signIn?.kind === 'signed-in') return `authorization: Bearer ${signIn.token.slice(0, 12)}…`;
  return signIn?.kind === 'failed' ? 'not signed in' : 'signing in …';
}
