import { pick, useGraphiQL } from '@graphiql/react';
import { useEffect } from 'react';

/** Tells screen readers which editor is which; GraphiQL leaves two of them without a name. */
export function NamedEditors() {
  const { queryEditor, variableEditor, headerEditor } = useGraphiQL(
    pick('queryEditor', 'variableEditor', 'headerEditor'),
  );
  useEffect(() => {
    for (const [name, editor] of [
      ['Operation', queryEditor],
      ['Variables', variableEditor],
      ['Headers', headerEditor],
    ] as const) {
      if (!editor) continue;
      const place = editor.getContainerDomNode();
      place.setAttribute('role', 'group');
      place.setAttribute('aria-label', `${name}: press Enter to edit`);
      editor.updateOptions({ ariaLabel: name });
    }
  }, [queryEditor, variableEditor, headerEditor]);
  return null;
}
