import { type IdentityClaims } from '@nutgraf/contract/identity';

/** Who is asking: somebody an issuer vouches for, or nobody in particular. */
export type Identity =
  { readonly kind: 'anonymous' } | { readonly kind: 'caller'; readonly claims: IdentityClaims };

export const anonymous: Identity = { kind: 'anonymous' };
