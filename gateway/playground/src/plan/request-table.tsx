import { type SubgraphRequest } from './run';
import { bars, printBytes, printMs } from './waterfall';

/** Subgraph requests as a waterfall that can be read as a table. */
export function RequestTable({ requests }: { readonly requests: readonly SubgraphRequest[] }) {
  const places = bars(requests);
  return (
    <table className="requests">
      <caption className="only-spoken">Requests to subgraphs, in the order of their start</caption>
      <thead>
        <tr>
          <th scope="col">Subgraph</th>
          <th className="requests-bars" aria-hidden="true" />
          <th scope="col">Start</th>
          <th scope="col">Took</th>
          <th scope="col">Status</th>
          <th scope="col">Sent</th>
          <th scope="col">Got</th>
        </tr>
      </thead>
      <tbody>
        {requests.map((request, index) => (
          <tr key={index} className={request.error === undefined ? undefined : 'requests-failed'}>
            <th scope="row">{request.subgraph}</th>
            <td className="requests-bars" aria-hidden="true">
              <span
                className="requests-bar"
                style={{ marginLeft: `${places[index]?.left}%`, width: `${places[index]?.width}%` }}
              />
            </td>
            <td>{printMs(request.startMs)}</td>
            <td>{printMs(request.durationMs)}</td>
            <td>{request.error ?? request.status}</td>
            <td>{request.requestBytes === undefined ? '–' : printBytes(request.requestBytes)}</td>
            <td>{request.responseBytes === undefined ? '–' : printBytes(request.responseBytes)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
