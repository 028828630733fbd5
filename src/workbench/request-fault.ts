// A request that cannot be answered as it was meant: status, code and sentence of the answer.

export class RequestFault extends Error {
  /** @param code as of DataKit's API, without its prefix */
  constructor(
    readonly status: number,
    readonly code: string,
    message: string,
  ) {
    super(message)
    this.name = 'RequestFault'
  }
}

/** The answer in the form of all errors of the API. */
export function faultJson({ code, message }: RequestFault): string {
  return JSON.stringify({ error_code: `datakit.${code}`, message })
}

export function invalidRequest(message: string): RequestFault {
  return new RequestFault(400, 'invalidRequest', message)
}

export function tooLarge(what: string, most: number, unit: string): RequestFault {
  return new RequestFault(413, 'bodyTooLarge', `${what} may have at most ${most} ${unit}`)
}

export function invalidData(message: string): RequestFault {
  return new RequestFault(400, 'invalidData', message)
}
