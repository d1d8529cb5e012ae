import { useObservable } from '../observable';
import { type Session } from './session';
import { type SignIn } from './sign-ins';

/** Whom the open tab runs as, and how far the sign-in is. */
export function usePersona(session: Session): { readonly name: string; readonly signIn: SignIn | undefined } {
  const tab = useObservable(session.tab);
  useObservable(session.personas.chosen);
  const states = useObservable(session.signIns.states);
  const name = session.personas.of(tab);
  return { name, signIn: states.get(name) };
}
