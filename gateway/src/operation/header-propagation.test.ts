import { HeaderPropagation } from './header-propagation';

const nothing = { requestHeaders: [], requestCookies: [], responseHeaders: [] };

it('costs nothing for a subgraph whose configuration names no header, whatever else it says', () => {
  const propagation = new HeaderPropagation({
    plain: { ...nothing, ...{ url: 'http://127.0.0.1/graphql', timeoutMs: 100 } },
    users: { ...nothing, responseHeaders: ['set-cookie'] },
  });
  expect(propagation.rulesOf('plain')).toBeUndefined();
  expect(propagation.rulesOf('unheard of')).toBeUndefined();
  expect(propagation.rulesOf('users')?.responseHeaders).toEqual(['set-cookie']);
});
