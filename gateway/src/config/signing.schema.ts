import { parseSigningKeys } from '@nutgraf/contract/signature';
import { z } from 'zod';
import { secret } from './secret';

/** Proof towards subgraphs. Without keys nothing is signed and no identity is forwarded: nobody could trust it. */
export const signingSchema = z.strictObject({
  /** `id:base64,id:base64`, 32 bytes each at least; the first signs, the others are being rotated out. */
  keys: secret(
    z.string().transform((text, context) => {
      try {
        return parseSigningKeys(text);
      } catch (error) {
        context.addIssue({ code: 'custom', message: (error as Error).message });
        return z.NEVER;
      }
    }),
  ),
});
