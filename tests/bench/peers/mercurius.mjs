import mercuriusGateway from '@mercuriusjs/gateway';
import Fastify from 'fastify';

const gateway = { services: JSON.parse(process.env.SERVICES) };

const app = Fastify();
app.register(mercuriusGateway, { gateway, jit: 1 });
await app.listen({ port: Number(process.env.PORT), host: '127.0.0.1' });
