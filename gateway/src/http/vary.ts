import { type Handler } from './routes';

/**
 * Tells whatever keeps answers which headers of a request they depend on, on answers without permission too.
 * @param names value of `Vary`
 */
export function varyingBy(names: string, handle: Handler): Handler {
  return (request, response) => {
    response.setHeader('vary', names);
    return handle(request, response);
  };
}
