import { readFileSync } from 'node:fs';
import { ApolloGateway } from '@apollo/gateway';
import { ApolloServer } from '@apollo/server';
import { ApolloServerPluginUsageReportingDisabled } from '@apollo/server/plugin/disabled';
import { startStandaloneServer } from '@apollo/server/standalone';

const silent = { debug() {}, info() {}, warn() {}, error: console.error };
const supergraphSdl = readFileSync(process.env.SUPERGRAPH, 'utf8');

const server = new ApolloServer({
  gateway: new ApolloGateway({ supergraphSdl, logger: silent }),
  logger: silent,
  plugins: [ApolloServerPluginUsageReportingDisabled()],
});
await startStandaloneServer(server, { listen: { port: Number(process.env.PORT), host: '127.0.0.1' } });
