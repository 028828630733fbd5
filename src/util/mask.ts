// Hides what is secret in text that people see: the token and the rest of the query of a Dataway URL, and passwords.

/** A URL without its secrets: `https://host/?token=***`. What is no URL is hidden whole. */
export function maskUrl(url: string): string {
  if (!URL.canParse(url)) return '***'
  const { protocol, host, pathname, searchParams } = new URL(url)
  const path = pathname === '/' ? '' : pathname
  const keys = [...new Set(searchParams.keys())].sort()
  const query = keys.map((key) => `${encodeURIComponent(key)}=***`).join('&')
  return `${protocol}//${host}${path}${query ? `?${query}` : ''}`
}
