/** The part of saxen that is used; it brings no types of its own. */
declare module 'saxen' {
  type Decode = (said: string) => string
  export class Parser {
    on(
      event: 'openTag',
      run: (
        name: string,
        attributes: () => Record<string, string>,
        decode: Decode,
        selfClosing: boolean,
      ) => void,
    ): this
    on(event: 'closeTag', run: (name: string) => void): this
    on(event: 'text', run: (said: string, decode: Decode) => void): this
    on(event: 'cdata', run: (said: string) => void): this
    on(event: 'error', run: (error: Error) => void): this
    write(xml: string): this
    end(): void
  }
}
