export { createGateway } from './gateway';
export { type Gateway, type GatewayOptions, type StopOptions } from './gateway-types';
export { type SupergraphSource } from './config/supergraph/supergraph-source';
export {
  type DecidePolicies,
  type PolicyAnswer,
  type PolicyQuestion,
} from './operation/policies/decide-policies';
