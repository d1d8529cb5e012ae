import { Notice } from './notice';

/** Instead of the page, when the gateway does not tell its settings. */
export function NoSettings() {
  return (
    <main role="alert">
      <Notice actions={[['Reload', () => location.reload()]]}>
        The playground cannot read its settings from the gateway. Is it still running, with the playground on?
      </Notice>
    </main>
  );
}
