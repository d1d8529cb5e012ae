import { randomFrom } from './random';

/** An operation on the benchmark's graph. */
export interface GeneratedOperation {
  readonly query: string;
  /** Which of {@link randomVariables} it takes. */
  readonly variables: readonly ('first' | 'id')[];
}

const leaves: Readonly<Record<string, readonly string[]>> = {
  User: ['id', 'name', 'username', 'birthday'],
  Product: ['upc', 'name', 'price', 'weight', 'inStock', 'shippingEstimate'],
  Review: ['id', 'body'],
};
const links: Readonly<Record<string, readonly (readonly [field: string, type: string])[]>> = {
  User: [['reviews', 'Review']],
  Product: [['reviews', 'Review']],
  Review: [
    ['author', 'User'],
    ['product', 'Product'],
  ],
};
const roots = [
  { field: 'user(id: $id)', type: 'User', variable: 'id' },
  { field: 'topProducts(first: $first)', type: 'Product', variable: 'first' },
  { field: 'me', type: 'User', variable: null },
  { field: 'users', type: 'User', variable: null },
] as const;

/** @returns that many different operations, the same ones for the same seed; each takes a variable */
export function generateOperations(count: number, seed: number): GeneratedOperation[] {
  const random = randomFrom(seed);
  const found = new Map<string, GeneratedOperation>();
  while (found.size < count) {
    const operation = generateOperation(`Operation${found.size}`, random);
    found.set(operation.query, operation);
  }
  return [...found.values()];
}

/** Values of the variables, few enough for subgraphs to remember their answers. */
export function randomVariables(random: () => number): Readonly<Record<'first' | 'id', unknown>> {
  return { first: 1 + Math.floor(random() * 9), id: String(1 + Math.floor(random() * 6)) };
}

function generateOperation(name: string, random: () => number): GeneratedOperation {
  const chosen = roots.filter(({ variable }) => random() < (variable === null ? 0.25 : 0.6));
  if (!chosen.some(({ variable }) => variable !== null)) chosen.unshift(roots[random() < 0.5 ? 0 : 1]);
  const fields = chosen.map(({ field, type }) => {
    const alias = random() < 0.3 ? `${field.slice(0, 2)}${Math.floor(random() * 100)}: ` : '';
    return `${alias}${field} { ${selection(type, 3, random)} }`;
  });
  const variables = chosen.flatMap(({ variable }) => variable ?? []);
  const types = { first: 'Int', id: 'ID!' };
  const declared = variables.map((variable) => `$${variable}: ${types[variable]}`);
  return { query: `query ${name}(${declared.join(', ')}) { ${fields.join(' ')} }`, variables };
}

/** Some fields of a type, in any order, an alias here and there, and the types behind it to a depth. */
function selection(type: string, depth: number, random: () => number): string {
  const fields = leaves[type]!.filter(() => random() < 0.6);
  if (fields.length === 0) fields.push(leaves[type]![0]!);
  const parts = fields.map((field) => (random() < 0.05 ? `as_${field}: ${field}` : field));
  for (const [field, target] of depth > 0 ? links[type]! : []) {
    if (random() < 0.6) parts.push(`${field} { ${selection(target, depth - 1, random)} }`);
  }
  return parts.sort(() => random() - 0.5).join(' ');
}
