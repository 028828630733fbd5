// Numbers as people read them, most of them in a narrow column.

const NONE = '–'

/** `1 script`, `2 scripts`. */
export function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`
}

/** `12`, `3,456`, `12.3M`. */
export function countText(count: number): string {
  if (count < 1e6) return Math.round(count).toLocaleString('en-US')
  return count < 1e9 ? `${(count / 1e6).toFixed(1)}M` : `${(count / 1e9).toFixed(1)}G`
}

/** By second: `0`, `0.4`, `123`, `12,345`. */
export function rateText(perSecond: number): string {
  if (perSecond === 0) return '0'
  return perSecond < 10 ? perSecond.toFixed(1) : countText(perSecond)
}

/** `512 B`, `1.5 kB`, `64.0 MB`. */
export function bytesText(bytes: number): string {
  const units = ['B', 'kB', 'MB', 'GB', 'TB']
  let value = bytes
  let unit = 0
  for (; value >= 999.5 && unit < units.length - 1; unit++) value /= 1000
  return `${unit === 0 ? Math.round(value) : value.toFixed(value < 99.5 ? 1 : 0)} ${units[unit]}`
}

/** Of 1: `98.2%`; what is not all is never `100%`, what is something never `0%`. */
export function shareText(share: number | undefined): string {
  if (share === undefined) return NONE
  const percent = share * 100
  if (percent === 0 || percent === 100) return `${percent}%`
  if (percent < 0.05) return '<0.1%'
  if (percent > 99.95 && percent < 100) return '>99.9%'
  return `${percent.toFixed(1)}%`
}

/** `850 ns`, `1.3 µs`, `12 ms`. */
export function nsText(ns: number | undefined): string {
  if (ns === undefined) return NONE
  const units = ['ns', 'µs', 'ms', 's']
  let value = ns
  let unit = 0
  for (; value >= 999.5 && unit < units.length - 1; unit++) value /= 1000
  return `${value < 9.95 && unit > 0 ? value.toFixed(1) : Math.round(value)} ${units[unit]}`
}

/** `0s`, `0.4s`, `59s`, `3m20s`, `5h12m`, `2d3h`. */
export function durationText(seconds: number): string {
  if (seconds < 10 && seconds > 0) return `${seconds.toFixed(1)}s`
  const whole = Math.floor(seconds)
  if (whole < 60) return `${whole}s`
  const minutes = Math.floor(whole / 60)
  if (minutes < 60) return `${minutes}m${whole % 60}s`
  const hours = Math.floor(minutes / 60)
  return hours < 24 ? `${hours}h${minutes % 60}m` : `${Math.floor(hours / 24)}d${hours % 24}h`
}
