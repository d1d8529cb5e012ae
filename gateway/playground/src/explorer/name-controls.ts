/** Gives names to the explorer's inputs and groups, for screen readers. */
export function nameControls(explorer: HTMLElement): void {
  for (const operation of explorer.querySelectorAll('.graphiql-explorer-root [tabindex]')) {
    operation.setAttribute('role', 'group');
    // Its id is its kind and its name.
    operation.setAttribute('aria-label', operation.id.replace('-', ' '));
  }
  for (const control of explorer.querySelectorAll('input, select')) {
    const argument = control.closest('[data-arg-name]')?.getAttribute('data-arg-name');
    control.setAttribute(
      'aria-label',
      argument ?? control.getAttribute('placeholder') ?? 'Kind of operation to add',
    );
  }
}
