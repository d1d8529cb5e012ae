import { type GatewayConfig } from './config/gateway-config';
import { describeGateway } from './describe-gateway';
import { type Logger } from './telemetry/logger';

/**
 * Says at `info` what is on. In production also if less is logged, unless nothing is: who answers for a gateway there has
 * to be able to see it.
 */
export function logStart(logger: Logger, config: GatewayConfig, subgraphs: Iterable<string>): void {
  const isSaidAnyway = process.env.NODE_ENV === 'production' && config.log.level !== 'silent';
  const speaker = isSaidAnyway ? logger.child({}, { level: 'info' }) : logger;
  for (const line of describeGateway(config, subgraphs)) speaker.info(line);
}
