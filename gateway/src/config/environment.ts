import { type Document, isScalar, type Scalar, visit } from 'yaml';

const variable = /\$\{([A-Za-z_][A-Za-z0-9_]*)\}/g;

/**
 * Replaces `${NAME}` in every value of the document. A value without quotes may become a number or a boolean;
 * it never becomes YAML again, so a variable cannot add keys.
 * @param onMissing hears of each variable that is not set, with the offset of the value; its text stays.
 */
export function fillInVariables(
  document: Document,
  onMissing: (name: string, offset: number | undefined) => void,
): void {
  visit(document, {
    Scalar(key, node) {
      if (key === 'key' || typeof node.value !== 'string' || !node.value.includes('${')) return;
      let isMissing = false;
      const text = node.value.replace(variable, (whole, name: string) => {
        const value = process.env[name];
        if (value !== undefined) return value;
        isMissing = true;
        onMissing(name, node.range?.[0]);
        return whole;
      });
      if (!isMissing) node.value = isPlain(node) ? plainValue(text) : text;
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
