/** Types of the part of proxy-from-env 1.1 that is used. */
declare module 'proxy-from-env' {
  /** The proxy for an address by HTTPS_PROXY, HTTP_PROXY, ALL_PROXY and NO_PROXY in both cases; empty for none. */
  export function getProxyForUrl(url: string): string;
}
