import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';

/** A virtual screen of its own, on a display number that is free. */
export class Screen {
  private constructor(
    readonly display: string,
    private readonly child: ChildProcess,
  ) {}

  static async start(): Promise<Screen> {
    const args = ['--pdeathsig', 'KILL', 'Xvfb', '-displayfd', '3', '-screen', '0', '1280x1024x24'];
    const child = spawn('setpriv', args, { stdio: ['ignore', 'ignore', 'ignore', 'pipe'] });
    const announced = child.stdio[3] as NodeJS.ReadableStream;
    const [number] = (await Promise.race([
      once(announced, 'data'),
      once(child, 'exit').then(() => {
        throw new Error('Xvfb does not start: apt-get install xvfb');
      }),
    ])) as [Buffer];
    return new Screen(`:${number.toString().trim()}`, child);
  }

  async stop(): Promise<void> {
    const exit = once(this.child, 'exit');
    this.child.kill();
    await exit;
  }
}
