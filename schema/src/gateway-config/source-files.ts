import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import ts from 'typescript';

/** An expression, and where the names in it mean something. */
export interface Found {
  readonly node: ts.Node;
  readonly file: ts.SourceFile;
}

/** TypeScript sources, parsed once each, in which names are followed through imports. */
export class SourceFiles {
  readonly #files = new Map<string, ts.SourceFile>();

  file(path: string): ts.SourceFile {
    const known = this.#files.get(path);
    if (known) return known;
    const file = ts.createSourceFile(path, readFileSync(path, 'utf8'), ts.ScriptTarget.Latest, true);
    this.#files.set(path, file);
    return file;
  }

  /** The declaration of a name at the top of a file, or of the file it is imported from; none of a library. */
  declaration(file: ts.SourceFile, name: string): Found | undefined {
    for (const statement of file.statements) {
      if (ts.isFunctionDeclaration(statement) && statement.name?.text === name)
        return { node: statement, file };
      if (ts.isVariableStatement(statement)) {
        const node = statement.declarationList.declarations.find((each) => each.name.getText(file) === name);
        if (node) return { node, file };
      }
      if (ts.isImportDeclaration(statement)) {
        const found = this.#imported(file, statement, name);
        if (found) return found;
      }
    }
    return undefined;
  }

  #imported(file: ts.SourceFile, statement: ts.ImportDeclaration, name: string): Found | undefined {
    const from = (statement.moduleSpecifier as ts.StringLiteral).text;
    const bindings = statement.importClause?.namedBindings;
    if (!from.startsWith('.') || !bindings || !ts.isNamedImports(bindings)) return undefined;
    const element = bindings.elements.find((each) => each.name.text === name);
    if (!element) return undefined;
    const path = `${join(dirname(file.fileName), from)}.ts`;
    return this.declaration(this.file(path), (element.propertyName ?? element.name).text);
  }
}
