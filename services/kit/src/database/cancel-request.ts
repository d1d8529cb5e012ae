import { Connection, type Client } from 'pg';

/** What pg keeps of a connection but does not name in its types. */
interface Backend {
  readonly processID: number;
  readonly secretKey: number;
}

/** As pg has it; its types leave these out. */
interface CancellingConnection extends Connection {
  connect(portOrPath: number | string, host?: string): void;
  requestSsl(): void;
  cancel(processId: number, secretKey: number): void;
}

/** The server neither took nor refused the request: it may still act on it. */
export class CancelUncertainError extends Error {
  override readonly name = 'CancelUncertainError';
}

/** A server that is well answers within some milliseconds. */
const patienceMs = 2_000;

/**
 * Asks the server to end the statement that the client's backend runs, through a connection of its own
 * (PostgreSQL's CancelRequest, which needs no sign-in and no free slot). The server closes that connection after it has
 * signalled the backend, so whatever is sent to the backend after this resolves is not hit.
 * @throws CancelUncertainError when it is not known whether the server will still signal
 */
export async function sendCancelRequest(client: Client): Promise<void> {
  const { host, port, ssl } = client;
  const { processID, secretKey } = client as unknown as Backend;
  const connection = new Connection({ ssl }) as CancellingConnection;
  await new Promise<void>((resolve, reject) => {
    const timer = setTimeout(() => {
      reject(new CancelUncertainError('PostgreSQL did not answer a cancel request.'));
      connection.stream.destroy();
    }, patienceMs);
    const cancel = () => connection.cancel(processID, secretKey);
    connection.once(ssl ? 'sslconnect' : 'connect', cancel);
    if (ssl) connection.once('connect', () => connection.requestSsl());
    // A connection that failed has done what it will ever do: it is closed next.
    connection.on('error', () => undefined);
    connection.once('end', () => {
      clearTimeout(timer);
      resolve();
    });
    if (host.startsWith('/')) connection.connect(`${host}/.s.PGSQL.${port}`);
    else connection.connect(port, host);
  });
}
