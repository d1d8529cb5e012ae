/** Of the developer inbox. No images, no fonts, nothing from elsewhere: it works offline. */
export const inboxStyle = `
:root {
  color-scheme: light dark;
  --page: #f6f5f2; --card: #fff; --text: #1c1b19; --faint: #65625b; --line: #dcd9d1; --accent: #0b57a4; --code: #f1efea;
}
@media (prefers-color-scheme: dark) {
  :root {
    --page: #171614; --card: #211f1d; --text: #edeae4; --faint: #a8a399; --line: #3a3733; --accent: #8fc1ff; --code: #2b2926;
  }
}
* { box-sizing: border-box; }
body { margin: 0; background: var(--page); color: var(--text); font: 1rem/1.5 system-ui, sans-serif; }
header, main { max-width: 50rem; margin: 0 auto; padding: 0 1rem; }
header { padding-top: 2rem; }
main { padding-top: 1rem; padding-bottom: 2rem; }
h1 { margin: 0; font-size: 1.5rem; }
h2 { margin: 0; font-size: 1.125rem; }
p { margin: .25rem 0 0; }
a { color: var(--accent); }
:focus-visible { outline: 3px solid var(--accent); outline-offset: 2px; }
.faint { color: var(--faint); }
form { display: flex; flex-wrap: wrap; gap: .5rem; align-items: center; margin: 1rem 0; }
input, button {
  font: inherit; color: inherit; background: var(--card); border: 1px solid var(--line); border-radius: .375rem;
  padding: .375rem .75rem; min-height: 2.75rem;
}
input { flex: 1 1 14rem; min-width: 0; }
button { cursor: pointer; }
article {
  background: var(--card); border: 1px solid var(--line); border-radius: .5rem; padding: 1rem 1.25rem; margin: 0 0 1rem;
}
article header { max-width: none; padding: 0; }
pre {
  margin: .75rem 0 0; white-space: pre-wrap; overflow-wrap: anywhere; font: inherit;
}
details { margin-top: 1rem; border-top: 1px solid var(--line); padding-top: .75rem; }
summary { cursor: pointer; padding: .25rem 0; }
dl { margin: 0; }
dt { margin-top: .75rem; font-size: .875rem; color: var(--faint); }
dd { margin: .25rem 0 0; }
code {
  display: block; padding: .5rem .75rem; background: var(--code); border-radius: .375rem; overflow-wrap: anywhere;
  white-space: pre-wrap; font: .875rem/1.5 ui-monospace, monospace; user-select: all;
}
`;
