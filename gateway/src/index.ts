export { createGateway, type Gateway, type GatewayOptions, type StopOptions } from './gateway';
export { type SupergraphSource } from './config/supergraph-source';
