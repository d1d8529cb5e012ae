import { useState } from 'react';

const key = 'nutgraf-playground:plan';

/** Whether the plan is shown; kept for the next visit. */
export function usePaneIsOpen(): readonly [isOpen: boolean, setIsOpen: (isOpen: boolean) => void] {
  const [isOpen, setIsOpen] = useState(() => localStorage.getItem(key) !== 'closed');
  const keep = (next: boolean) => {
    localStorage.setItem(key, next ? 'open' : 'closed');
    setIsOpen(next);
  };
  return [isOpen, keep];
}
