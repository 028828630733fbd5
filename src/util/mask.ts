// Hides what is secret in text that people see: the token and the rest of the query of a Dataway URL, and passwords.

const HIDDEN = '***'
/** Tokens in each of their forms, also where they do not belong. */
const TOKEN = /\b(?:token|tokn|tkn)_[0-9A-Za-z]+/gi
const PASSWORD = /(\/\/)[^\s/"'?#@]*:[^\s/"'?#]*@/g
const QUERY_VALUE = /([?&][\w.%-]+=)[^&\s"'<>]+/g
const CREDENTIALS = /\b(Bearer|Basic) +[\w.~+/=-]{8,}/g

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

/** A text of unknown origin, such as a line of a log: hides what stands in it where secrets stand. */
export function maskText(text: string): string {
  return maskTokens(text)
    .replace(PASSWORD, `$1${HIDDEN}@`)
    .replace(QUERY_VALUE, `$1${HIDDEN}`)
    .replace(CREDENTIALS, `$1 ${HIDDEN}`)
}

/** The key of a part of a query; a part without a value may itself be the secret. */
function queryKey([key, value]: [string, string]): string {
  return value === '' ? HIDDEN : encodeURIComponent(key)
}
