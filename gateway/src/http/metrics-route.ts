import { type RequestListener } from 'node:http';
import { answerText } from './answer';
import { type Handler } from './routes';

export const metricsPath = '/metrics';

const off = `There are no metrics here. The setting telemetry.metrics.prometheus turns them on: {} on this port, or
{ port: 9464 } on one of its own.
`;

/** @param metrics answers with them; without it, how to turn them on is said. */
export function metricsRoute(metrics: RequestListener | undefined): Handler {
  if (metrics) return metrics;
  return (_, response) => answerText(response, 404, 'text/plain; charset=utf-8', off);
}
