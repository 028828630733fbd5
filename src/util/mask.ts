// Hides what is secret in text that people see: the token and the rest of the query of a Dataway URL, and passwords.

const HIDDEN = '***'
/** Tokens in each of their forms, also where they do not belong. */
const TOKEN = /\b(?:token|tokn|tkn)_[0-9A-Za-z]+/gi

/** A URL without its secrets: `https://host?token=***`. What is no URL is hidden whole. */
export function maskUrl(url: string): string {
  if (!URL.canParse(url)) return HIDDEN
  const { protocol, host, pathname, searchParams } = new URL(url)
  const path = pathname === '/' ? '' : pathname
  const keys = [...new Set([...searchParams].map(queryKey))].sort()
  const query = keys.map((key) => (key === HIDDEN ? key : `${key}=${HIDDEN}`)).join('&')
  return maskTokens(`${protocol}//${host}${path}${query ? `?${query}` : ''}`)
}

/** A text, such as the message of an error, with every token in it hidden. */
export function maskTokens(text: string): string {
  return text.replace(TOKEN, HIDDEN)
}

/** The key of a part of a query; a part without a value may itself be the secret. */
function queryKey([key, value]: [string, string]): string {
  return value === '' ? HIDDEN : encodeURIComponent(key)
}
