import { useGraphiQLActions } from '@graphiql/react';
import { useEffect } from 'react';

/** Ctrl-Enter or Cmd-Enter runs the open tab from anywhere on the page; GraphiQL hears it in its editors only. */
export function RunKey() {
  const actions = useGraphiQLActions();
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      const isRun = event.key === 'Enter' && (event.ctrlKey || event.metaKey) && !event.repeat;
      // An editor that has run it has prevented the default.
      if (!isRun || event.defaultPrevented || isInDialog(event.target)) return;
      // Else a button that has the focus is pressed, too.
      event.preventDefault();
      actions.run();
    };
    document.addEventListener('keydown', onKey);
    return () => document.removeEventListener('keydown', onKey);
  }, [actions]);
  return null;
}

function isInDialog(target: EventTarget | null): boolean {
  return target instanceof Element && target.closest('[role="dialog"]') !== null;
}
