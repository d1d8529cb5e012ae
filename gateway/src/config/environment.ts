import { type Document, isScalar, type Scalar, visit } from 'yaml';

const variable = /\$\{([A-Za-z_][A-Za-z0-9_]*)\}/g;

/**
 * Replaces `${NAME}` in every value of the document. A value without quotes may become a number or a boolean;
 * it never becomes YAML again, so a variable cannot add keys.
 * @param fault makes the error from a message and the offset of the value.
 */
export function fillInVariables(
  document: Document,
  fault: (message: string, offset?: number) => Error,
): void {
  visit(document, {
    Scalar(key, node) {
      if (key === 'key' || typeof node.value !== 'string' || !node.value.includes('${')) return;
      const text = node.value.replace(variable, (_, name: string) => {
        const value = process.env[name];
        if (value === undefined) throw fault(`The environment variable ${name} is not set.`, node.range?.[0]);
        return value;
      });
      node.value = isPlain(node) ? plainValue(text) : text;
    },
  });
}

function isPlain(node: Scalar): boolean {
  return isScalar(node) && node.type === 'PLAIN';
}

function plainValue(text: string): unknown {
  if (text === 'true' || text === 'false') return text === 'true';
  return /^-?\d+(\.\d+)?$/.test(text) ? Number(text) : text;
}
