import { isCommonPassword } from './common-passwords';
import { passwordFlaw, passwordFlaws, type PasswordOwner } from './password.rules';

/** Why a text cannot be the owner's new password, as business errors; empty when it can. */
export function newPasswordErrors(password: string, owner: PasswordOwner, path: readonly string[]) {
  const flaw = passwordFlaw(password, owner, isCommonPassword);
  return flaw ? [{ ...passwordFlaws[flaw], path }] : [];
}
