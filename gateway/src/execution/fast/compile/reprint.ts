import { byteString } from '../../answer-data';
import { type Leaf } from '../layout';

/**
 * How a leaf is written anew, as `JSON.stringify` prints it: whatever is sent to a subgraph depends on its value and not
 * on how another subgraph wrote it, so that each entity is asked for once.
 * @returns `undefined` for leaves that pass in one form only
 */
export function reprinterOf({ kind }: Leaf): ((text: string) => string) | undefined {
  switch (kind) {
    case 'int':
    case 'boolean':
    case 'enum':
    case 'constant':
      return undefined;
    case 'string':
      // Without an escape there is one way to write a string.
      return (text) => (text.includes('\\') ? reprint(text) : text);
    case 'float':
    case 'any':
    case 'list':
      return reprint;
  }
}

function reprint(text: string): string {
  return byteString(JSON.stringify(JSON.parse(Buffer.from(text, 'latin1').toString())));
}
