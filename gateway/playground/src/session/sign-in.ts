import { NoAnswer, post } from '../graph/post';
import { type Persona, type Settings } from '../settings';
import { messagesIn, valueAt } from './sign-in-answer';

/** A persona could not be signed in. The message is for the person at the page. */
export class SignInFailed extends Error {
  override readonly name = 'SignInFailed';
}

/**
 * Signs a persona in.
 * @returns the access token
 * @throws SignInFailed
 */
export async function signIn(settings: Settings, persona: Persona): Promise<string> {
  if (!settings.signIn) throw new SignInFailed('The settings of this playground have no sign-in.');
  const { document, tokenPath } = settings.signIn;
  try {
    const { body } = await post(settings.endpoint, { query: document, variables: persona.variables }, {});
    const token = valueAt(body.data, tokenPath);
    if (typeof token === 'string' && token !== '') return token;
    const reasons = messagesIn(body);
    throw new SignInFailed(reasons.join(' ') || `The answer has no token at "${tokenPath}".`);
  } catch (error) {
    throw error instanceof NoAnswer ? new SignInFailed(error.message) : error;
  }
}
