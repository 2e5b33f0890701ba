/** naudiodon's native part, without its stream API. The types of what is used are in naudiodon.ts. */
declare module 'naudiodon/build/Release/naudiodon.node' {
  const binding: import('./naudiodon.js').Binding;
  export default binding;
}
