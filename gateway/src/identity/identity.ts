import { type IdentityClaims } from '@nutgraf/contract/identity';
import { type TokenRefusal } from './token-refusal';

/** Who is asking: somebody an issuer vouches for, or nobody in particular. */
export type Identity =
  | {
      readonly kind: 'anonymous';
      /** Why the token in the client's cookie does not count. */
      readonly refusal?: TokenRefusal;
    }
  | { readonly kind: 'caller'; readonly claims: IdentityClaims };

export const anonymous: Identity = { kind: 'anonymous' };
