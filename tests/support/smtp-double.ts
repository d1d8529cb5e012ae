import { createServer, type AddressInfo, type Server, type Socket } from 'node:net';

/** A mail as it came over the wire. */
export interface ReceivedMail {
  readonly from: string;
  readonly to: readonly string[];
  /** By lower-case name. */
  readonly headers: Readonly<Record<string, string>>;
  /** Quoted-printable is undone. */
  readonly text: string;
}

/** TAKE: as a server does. REFUSE: temporarily. SILENT: takes connections and says nothing. */
export type SmtpMood = 'TAKE' | 'REFUSE' | 'SILENT';

/** As much of RFC 5321 as a client without extensions needs. */
export class SmtpDouble implements AsyncDisposable {
  readonly received: ReceivedMail[] = [];
  /** Connections so far. */
  connections = 0;
  mood: SmtpMood = 'TAKE';
  readonly #server: Server;
  readonly #sockets = new Set<Socket>();

  private constructor() {
    this.#server = createServer((socket) => this.#serve(socket));
  }

  static async start(): Promise<SmtpDouble> {
    const double = new SmtpDouble();
    await new Promise<void>((resolve) => double.#server.listen(0, '127.0.0.1', resolve));
    return double;
  }

  /** `smtp://127.0.0.1:port` */
  get url(): string {
    return `smtp://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    for (const socket of this.#sockets) socket.destroy();
    await new Promise((resolve) => this.#server.close(resolve));
  }

  #serve(socket: Socket): void {
    this.connections += 1;
    this.#sockets.add(socket);
    socket.on('close', () => this.#sockets.delete(socket)).on('error', () => undefined);
    if (this.mood === 'SILENT') return;
    const say = (line: string) => socket.write(`${line}\r\n`);
    let envelope: { from: string; to: string[] } = { from: '', to: [] };
    let data: string[] | null = null;
    let rest = '';
    const hear = (line: string) => {
      if (data) {
        if (line !== '.') return void data.push(line.replace(/^\./, ''));
        this.received.push({ ...envelope, ...parse(data) });
        data = null;
        return say('250 taken');
      }
      const [verb = ''] = line.toUpperCase().split(/[ :]/);
      const address = /<([^>]*)>/.exec(line)?.[1] ?? '';
      switch (verb) {
        case 'MAIL':
          envelope = { from: address, to: [] };
          return say(this.mood === 'REFUSE' ? `451 not now, ${address}` : '250 ok');
        case 'RCPT':
          envelope.to.push(address);
          return say('250 ok');
        case 'DATA':
          data = [];
          return say('354 go on');
        case 'QUIT':
          say('221 bye');
          return socket.end();
        default:
          return say('250 double');
      }
    };
    say('220 double');
    socket.setEncoding('utf8').on('data', (chunk: string) => {
      const lines = (rest + chunk).split('\r\n');
      rest = lines.pop() ?? '';
      lines.forEach(hear);
    });
  }
}

function parse(lines: readonly string[]): Pick<ReceivedMail, 'headers' | 'text'> {
  const end = lines.indexOf('');
  const unfolded = lines
    .slice(0, end)
    .join('\n')
    .replace(/\n[ \t]+/g, ' ')
    .split('\n');
  const headers = Object.fromEntries(
    unfolded.map((line) => [
      line.slice(0, line.indexOf(':')).toLowerCase(),
      line.slice(line.indexOf(':') + 1).trim(),
    ]),
  );
  const body = lines.slice(end + 1).join('\n');
  const isQuoted = headers['content-transfer-encoding'] === 'quoted-printable';
  return { headers, text: isQuoted ? unquote(body) : body };
}

function unquote(text: string): string {
  return text
    .replace(/=\n/g, '')
    .replace(/=([0-9A-F]{2})/g, (_, hex: string) => String.fromCharCode(parseInt(hex, 16)));
}
