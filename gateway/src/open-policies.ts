import { ConfigError } from './config/config-error';
import { type GatewayConfig } from './config/gateway-config';
import { readPolicyModule } from './config/policy-module';
import { type DecidePolicies } from './operation/policies/decide-policies';
import { Policies } from './operation/policies/policies';
import { type Logger } from './telemetry/logger';

/**
 * How policies are decided, by configuration and by the program that starts the gateway.
 * @throws ConfigError when both bring a function, or the module has none.
 */
export function openPolicies(
  { policies, policyModule, policyTimeoutMs }: GatewayConfig['authorization'],
  decidePolicies: DecidePolicies | undefined,
  logger: Logger,
): Policies {
  if (policyModule !== undefined && decidePolicies) {
    throw new ConfigError('Give either decidePolicies or authorization.policyModule, not both.');
  }
  const decide = policyModule === undefined ? decidePolicies : readPolicyModule(policyModule);
  return new Policies({ policies, decide, timeoutMs: policyTimeoutMs }, logger);
}
