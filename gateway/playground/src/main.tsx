import 'graphiql/setup-workers/vite';
import 'graphiql/style.css';
import '@graphiql/plugin-explorer/style.css';
import './style/page.css';
import './style/bar.css';
import './style/plan.css';
import './style/graphiql.css';
import { createRoot } from 'react-dom/client';
import { NoSettings } from './bar/no-settings';
import { Playground } from './playground';
import { Session } from './session/session';
import { loadSettings } from './settings';
import { prepareTabs } from './tabs/stored-tabs';

const root = createRoot(document.getElementById('playground')!);

loadSettings().then(
  (settings) => {
    document.title = settings.title;
    const session = new Session(settings);
    prepareTabs(session.examples);
    root.render(<Playground session={session} />);
  },
  () => root.render(<NoSettings />),
);
