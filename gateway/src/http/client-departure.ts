import { type ServerResponse } from 'node:http';
import { Departure } from '../upstream/departure';

/** Happens when the client goes away before its answer was sent. */
export function clientDeparture(response: ServerResponse): Departure {
  const departure = new Departure();
  response.once('close', () => {
    if (!response.writableFinished) departure.happen();
  });
  return departure;
}
