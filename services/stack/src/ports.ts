import { isFree } from './free-port';
import { byService, type ServiceName } from './service-names';
import { StackError } from './stack-error';

/** Ports on 127.0.0.1. */
export type Ports = Readonly<Record<ServiceName | 'gateway' | 'postgres', number>>;

/** Everything stands at a fixed distance from the gateway's port. */
export function portsFrom(gateway: number): Ports {
  return { gateway, ...byService((_name, index) => gateway + 1 + index), postgres: gateway + 10 };
}

/**
 * @param embedded Whether the embedded PostgreSQL is going to need its port.
 * @throws StackError that names the first port that something else listens on.
 */
export async function checkPorts(ports: Ports, embedded: boolean): Promise<void> {
  for (const [name, port] of Object.entries(ports)) {
    if (name === 'postgres' && !embedded) continue;
    if (await isFree(port)) continue;
    throw new StackError(
      `Port ${port} (for ${name}) is taken by another program: free it, or choose others, ` +
        'e.g. "npm start -- --port 5000".',
    );
  }
}
