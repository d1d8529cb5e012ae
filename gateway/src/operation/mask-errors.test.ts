import { GraphQLError, type GraphQLErrorExtensions } from 'graphql';
import { maskError } from './mask-errors';

const masked = { message: 'Internal server error', extensions: { code: 'INTERNAL_SERVER_ERROR' } };

it.each<[string, Error]>([
  ['no GraphQL error', new Error('at x')],
  ['without a code', new GraphQLError('at x')],
  ['with a code that nobody made for clients', withExtensions({ code: 'ECONNREFUSED' })],
  ['with a code of another type', withExtensions({ code: 7 })],
  ['that says it is internal', withExtensions({ code: 'INTERNAL_SERVER_ERROR', http: { status: 400 } })],
  ['without a code and the fault of the server', withExtensions({ http: { status: 503 } })],
])('an unexpected error %s is masked', (_, error) => {
  expect(maskError({ message: error.message, extensions: { secret: 1 } }, error)).toEqual(masked);
});

function withExtensions(extensions: GraphQLErrorExtensions): GraphQLError {
  return new GraphQLError('at x', { extensions });
}
