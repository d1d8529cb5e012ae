/** The words from which a topic's demo articles are made. `{slots}` are filled anew for each use. */
export interface TopicBank {
  readonly slug: string;
  readonly name: string;
  readonly description: string;
  readonly titles: readonly string[];
  /** One sentence under a headline. Always public. */
  readonly decks: readonly string[];
  /** First sentences of an article. */
  readonly leads: readonly string[];
  readonly facts: readonly string[];
  /** Who is quoted. */
  readonly voices: readonly string[];
  readonly quotes: readonly string[];
  /** Items of a list. */
  readonly points: readonly string[];
}
