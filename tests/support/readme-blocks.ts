/** A fenced block of a README: its language and whatever else stands on its first line. */
export interface ReadmeBlock {
  readonly language: string;
  readonly words: readonly string[];
  readonly text: string;
  /** Heading above it. */
  readonly heading: string;
}

/** The fenced blocks of a Markdown text, in order. */
export function readmeBlocks(markdown: string): readonly ReadmeBlock[] {
  const parts = [...markdown.matchAll(/^#+ (.+)$|^```(\S+) ?(.*)\n([^]*?)^```$/gm)];
  let heading = '';
  return parts.flatMap(([, title, language, rest, text]) => {
    if (title !== undefined) heading = title;
    if (language === undefined || text === undefined) return [];
    return [{ language, words: (rest ?? '').split(' ').filter(Boolean), text, heading }];
  });
}
