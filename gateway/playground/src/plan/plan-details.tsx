import { CacheNotes } from './cache-notes';
import { RequestTable } from './request-table';
import { type Run } from './run';

/** The subgraph requests of a run, and the plan they came from. */
export function PlanDetails({ run }: { readonly run: Run | undefined }) {
  if (!run) return <p>Run an operation to see which subgraphs are asked, and when.</p>;
  if (!run.plan) {
    return (
      <p>
        There is no plan with this answer. Either the operation was refused before it was planned, or the
        gateway does not show plans: the setting <code>plan.expose: true</code> lets it.
      </p>
    );
  }
  const { requests, text } = run.plan;
  return (
    <>
      {requests.length > 0 ? <RequestTable requests={requests} /> : <p>No subgraph was asked.</p>}
      {run.cache && run.cache.length > 0 && <CacheNotes fetches={run.cache} />}
      <pre className="plan-text">{text}</pre>
    </>
  );
}
