export {
  createClient,
  type Client,
  type ClientOptions,
  type RequestArguments,
  type RequestOptions,
} from './create-client.js';
export { type TypedDocument } from './document.js';
export { type GraphError, GraphQLRequestError, HttpError, NetworkError } from './errors.js';
export { bearerSession, cookieSession, type Session } from './session/session.js';
export { type SignInInput, type SignInResult } from './session/sign-in.js';
export { memoryStorage, type SessionStorage } from './session/storage.js';
