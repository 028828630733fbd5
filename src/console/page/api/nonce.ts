// The server's word for style elements that scripts make: CodeMirror shows it, the Content-Security-Policy asks for it.

export function styleNonce(): string {
  return document.querySelector<HTMLMetaElement>('meta[name=style-nonce]')?.content ?? ''
}
