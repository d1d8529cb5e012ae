import { explorerPlugin } from '@graphiql/plugin-explorer';
import { type GraphiQLPlugin } from '@graphiql/react';
import { useEffect, useRef } from 'react';
import { nameControls } from './name-controls';

const plugin = explorerPlugin();

/** GraphiQL's explorer, with names for its controls, which come and go with the operation. */
export const explorer: GraphiQLPlugin = { ...plugin, content: Explorer };

function Explorer() {
  const ref = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const place = ref.current;
    if (!place) return;
    nameControls(place);
    const observer = new MutationObserver(() => nameControls(place));
    observer.observe(place, { childList: true, subtree: true });
    return () => observer.disconnect();
  }, []);
  const Content = plugin.content;
  return (
    <div className="explorer" ref={ref}>
      <Content />
    </div>
  );
}
