import { type ReactNode } from 'react';

interface NoticeProps {
  readonly children: ReactNode;
  /** Buttons, by their names. */
  readonly actions?: readonly (readonly [name: string, act: () => void])[];
}

/** One thing that is wrong. */
export function Notice({ children, actions = [] }: NoticeProps) {
  return (
    <div className="notice">
      <p>{children}</p>
      {actions.map(([name, act]) => (
        <button className="bar-button" key={name} type="button" onClick={act}>
          {name}
        </button>
      ))}
    </div>
  );
}
