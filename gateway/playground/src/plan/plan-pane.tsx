import { useId } from 'react';
import { useObservable } from '../observable';
import { type Session } from '../session/session';
import { PlanDetails } from './plan-details';
import { type Run } from './run';
import { usePaneIsOpen } from './use-pane-is-open';
import { printBytes, printMs } from './waterfall';

/** Below the answer: how the open tab's last operation was executed. */
export function PlanPane({ session }: { readonly session: Session }) {
  const id = useId();
  const run = useObservable(session.runs).get(useObservable(session.tab));
  const [isOpen, setIsOpen] = usePaneIsOpen();
  return (
    <section className="plan" aria-label="Plan">
      <button
        className="plan-head"
        type="button"
        aria-expanded={isOpen}
        aria-controls={id}
        onClick={() => setIsOpen(!isOpen)}
      >
        <span className="plan-title">Plan</span>
        {run && <span className="plan-summary">{summary(run)}</span>}
      </button>
      <div
        className="plan-body"
        id={id}
        hidden={!isOpen}
        role="region"
        aria-label="How the operation ran"
        tabIndex={0}
      >
        <PlanDetails run={run} />
      </div>
    </section>
  );
}

function summary({ status, durationMs, bytes, plan }: Run): string {
  const count = plan?.requests.length;
  const asked = count === undefined ? [] : [`${count} subgraph ${count === 1 ? 'request' : 'requests'}`];
  return [`${status}`, printMs(durationMs), printBytes(bytes), ...asked].join(' · ');
}
