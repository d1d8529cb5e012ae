/** What one scenario found. */
export interface Section {
  readonly title: string;
  /** One line each, for who reads the table. */
  readonly notes: readonly string[];
  readonly tables: readonly Table[];
  /** The same and more, for programs. */
  readonly data: unknown;
}

export interface Table {
  readonly columns: readonly string[];
  readonly rows: readonly (readonly string[])[];
}
