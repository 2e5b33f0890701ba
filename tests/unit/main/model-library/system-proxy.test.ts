import { describe, expect, it, vi } from 'vitest';

const resolveProxy = vi.fn(() => Promise.resolve('PROXY proxy.example:3128;DIRECT'));
vi.mock('electron', () => ({ session: { defaultSession: { resolveProxy } } }));
const { firstProxy, proxyEnvironment } = await import('../../../../src/main/model-library/system-proxy.js');

it.each([
  ['DIRECT', null],
  ['', null],
  ['PROXY one.example:8080;SOCKS5 two.example:1080;DIRECT', 'http://one.example:8080'],
  ['PROXY one.example:8080; DIRECT', 'http://one.example:8080'],
  ['HTTPS one.example:443', 'https://one.example:443'],
  ['SOCKS one.example:1080', 'socks4://one.example:1080'],
  ['SOCKS5 one.example:1080', 'socks5://one.example:1080'],
  ['PROXY [::1]:8080', 'http://[::1]:8080'],
  ['QUIC one.example:443', null],
])('the first proxy of “%s” is %s', (list, address) => expect(firstProxy(list)).toBe(address));

describe('the environment of a download', () => {
  const URL = 'https://example.org/model.onnx';

  it('has the proxy of the system', async () => {
    expect(await proxyEnvironment(URL, {})).toEqual({ HTTPS_PROXY: 'http://proxy.example:3128' });
    expect(resolveProxy).toHaveBeenCalledWith(URL);
  });

  it.each(['HTTPS_PROXY', 'https_proxy', 'ALL_PROXY', 'all_proxy'])('leaves %s as it is', async (name) => {
    expect(await proxyEnvironment(URL, { [name]: 'http://own.example:1' })).toEqual({});
  });
});
