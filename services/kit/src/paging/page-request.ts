import { badUserInput } from '../errors';
import type { CursorCodec } from './cursor';

/** Arguments of a Relay connection. `last` and `before` only where the connection offers them. */
export interface PageArguments {
  readonly first?: number | null | undefined;
  readonly after?: string | null | undefined;
  readonly last?: number | null | undefined;
  readonly before?: string | null | undefined;
}

/** A checked request for one page. */
export interface PageRequest {
  /** Rows wanted; 0 to {@link maximumPageSize}. */
  readonly limit: number;
  readonly direction: 'forward' | 'backward';
  /** Sort keys of the row next to which the page starts; null at the end of the list. */
  readonly boundary: readonly string[] | null;
}

/** Rows that a client may ask for at once. */
export const maximumPageSize = 100;

/**
 * Checks the arguments of a connection (Relay Cursor Connections Specification, section 4).
 * @throws ClientError BAD_USER_INPUT for a size out of range, both directions at once, or a foreign cursor.
 */
export function pageRequest(
  args: PageArguments,
  codec: CursorCodec,
  scope: string,
  defaultSize = 20,
): PageRequest {
  const backward = args.last != null || args.before != null;
  if (backward && (args.first != null || args.after != null)) {
    throw badUserInput('Page either forward with "first" and "after", or backward with "last" and "before".');
  }
  const limit = (backward ? args.last : args.first) ?? defaultSize;
  if (limit < 0 || limit > maximumPageSize) {
    const name = backward ? 'last' : 'first';
    throw badUserInput(`"${name}" must be between 0 and ${maximumPageSize}; it is ${limit}.`);
  }
  const cursor = backward ? args.before : args.after;
  return {
    limit,
    direction: backward ? 'backward' : 'forward',
    boundary: cursor == null ? null : codec.decode(scope, cursor),
  };
}
