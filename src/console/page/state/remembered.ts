// Small choices that outlive the page, such as theme and language. A browser that keeps nothing is no reason to fail.

const PREFIX = 'logfwdserver.'

export function recall(key: string, storage: () => Storage = local): string | undefined {
  try {
    return storage().getItem(PREFIX + key) ?? undefined
  } catch {
    return undefined
  }
}

/** @param value undefined forgets it */
export function remember(key: string, value: string | undefined, storage = local): void {
  try {
    if (value === undefined) storage().removeItem(PREFIX + key)
    else storage().setItem(PREFIX + key, value)
  } catch {
    // Private windows may refuse; the choice then lasts as long as the page.
  }
}

export function local(): Storage {
  return localStorage
}

/** Lasts as long as the tab. */
export function session(): Storage {
  return sessionStorage
}
