import { existsSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium, type Browser, type Page } from 'playwright-core';

/** A recording as a web page got it. */
export interface BrowserRecording {
  /** Mono, ±1. */
  readonly samples: Float32Array;
  readonly sampleRate: number;
}

const RATE = 48_000;

/** Path of Debian's Chromium; null when it isn't installed. */
export const chromiumPath: string | null =
  (process.env['PATH'] ?? '')
    .split(delimiter)
    .flatMap((folder) => [join(folder, 'chromium'), join(folder, 'chromium-browser')])
    .find((file) => existsSync(file)) ?? null;

/** A browser as a calling app: lists microphones by name and records one of them by getUserMedia. */
export class ChromiumRecorder {
  readonly #server: Server;
  readonly #browser: Browser;
  readonly #page: Page;

  private constructor(server: Server, browser: Browser, page: Page) {
    this.#server = server;
    this.#browser = browser;
    this.#page = page;
  }

  /** @param env that of the rig's clients */
  static async launch(env: NodeJS.ProcessEnv): Promise<ChromiumRecorder> {
    if (!chromiumPath) throw new Error('Chromium is not installed: apt-get install chromium.');
    // Microphones are only for secure origins, of which the machine's own address is one.
    const server = createServer((_, response) => {
      response.setHeader('content-type', 'text/html');
      response.end('<!doctype html><title>A calling app</title>');
    });
    await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
    const browser = await chromium.launch({
      executablePath: chromiumPath,
      env: env as Record<string, string>,
      args: [
        '--no-sandbox',
        '--disable-gpu',
        '--disable-quic',
        '--use-fake-ui-for-media-stream',
        '--autoplay-policy=no-user-gesture-required',
      ],
    });
    const page = await browser.newPage();
    await page.addInitScript({ path: fileURLToPath(new URL('chromium-page.js', import.meta.url)) });
    await page.goto(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`);
    return new ChromiumRecorder(server, browser, page);
  }

  /** Names of the microphones that a web page can choose from. */
  microphones(): Promise<string[]> {
    return this.#page.evaluate('listMicrophones()');
  }

  /** Records `seconds` of the microphone with that name, without any processing by the browser. */
  async record(label: string, seconds: number): Promise<BrowserRecording> {
    const wanted = JSON.stringify({ label, seconds, rate: RATE });
    const encoded = await this.#page.evaluate<string>(`recordMicrophone(${wanted})`);
    const bytes = new Uint8Array(Buffer.from(encoded, 'base64'));
    return { samples: new Float32Array(bytes.buffer), sampleRate: RATE };
  }

  async close(): Promise<void> {
    await this.#browser.close();
    this.#server.close();
  }
}
