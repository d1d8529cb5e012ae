import ts from 'typescript';
import { type Found, SourceFiles } from './source-files';

/** Functions of zod whose arguments describe what stands at the same place, or one step further inside. */
const readers: Readonly<Record<string, 'same' | 'inside' | 'last inside'>> = {
  ...Object.fromEntries(
    ['strictObject', 'object', 'looseObject', 'union', 'discriminatedUnion', 'pipe', 'preprocess', 'lazy']
      .concat('optional', 'nullable', 'extend', 'safeExtend', 'merge', 'and', 'or', 'intersection')
      .map((name) => [name, 'same'] as const),
  ),
  array: 'inside',
  record: 'last inside',
};

/**
 * TSDoc of the settings that a zod schema describes, by path: `subgraphs.*.url`. A setting without one takes that of the
 * constant which holds its schema.
 */
export function settingComments(path: string, constant: string): ReadonlyMap<string, string> {
  const sources = new SourceFiles();
  const comments = new Map<string, string>();
  const found = sources.declaration(sources.file(path), constant);
  if (!found) throw new Error(`${path} has no ${constant}.`);
  read(found, []);
  return comments;

  function read({ node, file }: Found, at: readonly string[]): void {
    const step = (inner: ts.Node | undefined, further: readonly string[] = at) => {
      if (inner) read({ node: inner, file }, further);
    };
    if (ts.isVariableDeclaration(node)) {
      note(node, at);
      step(node.initializer);
    } else if (ts.isIdentifier(node)) {
      const declared = sources.declaration(file, node.text);
      if (declared) read(declared, at);
    } else if (ts.isObjectLiteralExpression(node)) {
      for (const property of node.properties) {
        if (ts.isSpreadAssignment(property)) step(property.expression);
        else if (property.name) {
          const inner = [...at, property.name.getText(file).replace(/^['"]|['"]$/g, '')];
          note(property, inner);
          if (ts.isPropertyAssignment(property)) step(property.initializer, inner);
          if (ts.isShorthandPropertyAssignment(property)) step(property.name, inner);
        }
      }
    } else if (ts.isArrayLiteralExpression(node)) {
      for (const element of node.elements) step(element);
    } else if (ts.isCallExpression(node)) readCall(node, step, at);
    else if (ts.isArrowFunction(node) || ts.isFunctionDeclaration(node)) step(node.body);
    else if (ts.isBlock(node))
      node.statements.filter(ts.isReturnStatement).forEach((each) => step(each.expression));
    else if (
      ts.isPropertyAccessExpression(node) ||
      ts.isAsExpression(node) ||
      ts.isParenthesizedExpression(node)
    ) {
      step(node.expression);
    }
  }

  function readCall(
    { expression, arguments: args }: ts.CallExpression,
    step: (node: ts.Node | undefined, at?: readonly string[]) => void,
    at: readonly string[],
  ): void {
    if (!ts.isPropertyAccessExpression(expression)) {
      step(expression);
      args.forEach((argument) => step(argument));
      return;
    }
    step(expression.expression);
    const reader = readers[expression.name.text];
    if (reader === 'same') args.forEach((argument) => step(argument));
    if (reader === 'inside') step(args[0], [...at, '*']);
    if (reader === 'last inside') step(args.at(-1), [...at, '*']);
  }

  function note(node: ts.Node, at: readonly string[]): void {
    const key = at.join('.');
    const [doc] = ts.getJSDocCommentsAndTags(node).filter(ts.isJSDoc).slice(-1);
    const text = ts.getTextOfJSDocComment(doc?.comment)?.replace(/\s*\n\s*/g, ' ');
    if (text && !comments.has(key)) comments.set(key, text.replace(/\{@link (\w+)\}/g, '$1'));
  }
}
