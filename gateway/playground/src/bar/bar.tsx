import { useObservable } from '../observable';
import { type Session } from '../session/session';
import icon from '../style/icon.svg';
import { useRestoreExamples } from '../tabs/use-restore-examples';
import { Notices } from './notices';
import { PersonaSwitch } from './persona-switch';

/** What the page is, whom operations run as, and what is wrong. */
export function Bar({ session }: { readonly session: Session }) {
  const restore = useRestoreExamples(session);
  return (
    <>
      <div className="bar-line">
        <img className="bar-icon" src={icon} alt="" />
        <h1 className="bar-title">{session.settings.title}</h1>
        {session.settings.personas.length > 0 && <PersonaSwitch session={session} />}
        <button className="bar-button" type="button" onClick={restore}>
          Restore examples
        </button>
      </div>
      <Notices session={session} />
      <p className="only-spoken" role="status">
        {useObservable(session.spoken)}
      </p>
    </>
  );
}
