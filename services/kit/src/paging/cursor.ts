import { createHmac, timingSafeEqual } from 'node:crypto';
import { badUserInput } from '../errors';

const macBytes = 12;

/**
 * Opaque, signed cursors. Each belongs to one connection: its scope names the connection, its order and
 * whatever else decides which rows it has, so that a cursor cannot be used where its keys mean something else.
 */
export class CursorCodec {
  readonly #secret: string;

  constructor(secret: string) {
    this.#secret = secret;
  }

  /** `keys`: the texts of the sort columns of a row, the last of them unique. */
  encode(scope: string, keys: readonly string[]): string {
    const body = Buffer.from(JSON.stringify(keys), 'utf8');
    return Buffer.concat([this.#mac(scope, body), body]).toString('base64url');
  }

  /** @throws ClientError BAD_USER_INPUT for a cursor that this very connection did not hand out. */
  decode(scope: string, cursor: string): readonly string[] {
    const bytes = Buffer.from(cursor, 'base64url');
    const mac = bytes.subarray(0, macBytes);
    const body = bytes.subarray(macBytes);
    if (mac.length < macBytes || !timingSafeEqual(mac, this.#mac(scope, body))) {
      throw badUserInput(
        'This cursor is not one of this connection. Use a cursor it returned, with the same order and filter.',
      );
    }
    return JSON.parse(body.toString('utf8')) as readonly string[];
  }

  #mac(scope: string, body: Buffer): Buffer {
    return createHmac('sha256', this.#secret)
      .update(`${scope}\n`)
      .update(body)
      .digest()
      .subarray(0, macBytes);
  }
}
