/** Log levels of pino by their number. */
const levels = new Map<unknown, string>([
  [10, 'trace'],
  [20, 'debug'],
  [30, 'info'],
  [40, 'warn'],
  [50, 'error'],
  [60, 'fatal'],
]);

/** From this level on it is worth knowing where something happened. */
const errorLevel = 50;
const stackLinesShown = 6;

/** What people need of a program's line: of a JSON log line its level, message and reason, of others all. */
export function readableLines(line: string): string[] {
  const entry = parseEntry(line);
  const level = levels.get(entry?.level);
  if (!entry || level === undefined) return [line];
  const { msg = '', err, traceId, subgraph, errors } = entry;
  const message = err?.message ?? errors?.[0]?.message;
  const reason = [subgraph, message]
    .filter(Boolean)
    .map((part) => `: ${part}`)
    .join('');
  const trace = traceId ? ` (trace ${traceId})` : '';
  const head = `${level} ${msg}${reason}${trace}`;
  return Number(entry.level) < errorLevel ? [head] : [head, ...framesOf(err?.stack)];
}

interface LogEntry {
  readonly level?: unknown;
  readonly msg?: string;
  readonly traceId?: string;
  readonly subgraph?: string;
  /** What a subgraph answered. */
  readonly errors?: readonly { readonly message?: string }[];
  readonly err?: { readonly message?: string; readonly stack?: string };
}

function parseEntry(line: string): LogEntry | null {
  if (!line.startsWith('{')) return null;
  try {
    return JSON.parse(line) as LogEntry;
  } catch {
    return null;
  }
}

function framesOf(stack = ''): string[] {
  const frames = stack.split('\n').filter((line) => /^\s+at /.test(line));
  return frames.slice(0, stackLinesShown);
}
