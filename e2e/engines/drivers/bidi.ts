// A connection by WebDriver BiDi: commands, answers and events as JSON over a WebSocket.
// https://w3c.github.io/webdriver-bidi/
import WebSocket from 'ws';

type Message = {
  id?: number;
  type: string;
  method?: string;
  params?: unknown;
  result?: unknown;
  error?: string;
  message?: string;
};

export class Bidi {
  private last = 0;
  private readonly asked = new Map<number, { resolve: (result: never) => void; reject: (error: Error) => void }>();
  private readonly listeners = new Map<string, (params: never) => void>();

  private constructor(private readonly socket: WebSocket) {
    socket.on('message', (data) => this.receive(JSON.parse(String(data))));
    socket.on('close', () => {
      for (const { reject } of this.asked.values()) reject(new Error('The browser ended the connection.'));
      this.asked.clear();
    });
  }

  static async connect(address: string) {
    const socket = new WebSocket(address);
    await new Promise((resolve, reject) => socket.once('open', resolve).once('error', reject));
    return new Bidi(socket);
  }

  send<Result>(method: string, params: object = {}): Promise<Result> {
    const id = ++this.last;
    return new Promise((resolve, reject) => {
      this.asked.set(id, { resolve, reject });
      this.socket.send(JSON.stringify({ id, method, params }));
    });
  }

  on<Params>(event: string, listener: (params: Params) => void) {
    this.listeners.set(event, listener);
  }

  private receive(message: Message) {
    if (message.type === 'event') return this.listeners.get(message.method!)?.(message.params as never);
    const asked = this.asked.get(message.id!);
    this.asked.delete(message.id!);
    if (message.type === 'error') asked?.reject(new Error(`${message.error}: ${message.message}`));
    else asked?.resolve(message.result as never);
  }
}
